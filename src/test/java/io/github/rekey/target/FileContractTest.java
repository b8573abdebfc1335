package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file is the value; what the contract calls a call's failure is a failing system call. */
class FileContractTest extends TargetContract {
  @TempDir Path folder;
  private final FaultyDisk disk = new FaultyDisk();

  private Path file() {
    return folder.resolve("signalr.env");
  }

  private Path aside() {
    return folder.resolve("moved-away");
  }

  @AfterEach
  void nothingIsLeftBesideTheFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).allMatch(file -> file.equals(file()) || file.equals(aside()));
    }
  }

  @Override
  protected Target target() {
    FileReload reload = new FileReload(null, null, Duration.ofSeconds(10));
    return new FileTarget(new KeyFile(file(), disk), null, reload, clock);
  }

  @Override
  protected void store(String value) {
    try {
      Files.writeString(file(), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected String stored() {
    try {
      return Files.readString(Files.exists(file()) ? file() : aside());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected int writes() {
    return disk.renames();
  }

  /** GONE is a file that somebody moved away; CONFLICT one that is touched after every read. */
  @Override
  protected void fail(CallFailed.Kind kind) {
    if (kind != CallFailed.Kind.GONE) {
      disk.fail(kind);
      return;
    }
    try {
      Files.move(file(), aside());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void editAfterNextRead() {
    disk.afterNextLoad(() -> store(stored() + ADDED));
  }

  /** The rename is done when its folder cannot be synced. */
  @Override
  protected void loseNextAnswer() {
    disk.loseNextSync();
  }

  /** A disk never says for how long it wants to be left alone; the nearest thing is a full one. */
  @Test
  @Override
  void aThrottledPlaceIsLeftAloneForAsLongAsItSays() {
    String before = Keys.connectionString(Keys.OLD);
    store(before);
    fail(CallFailed.Kind.UNAVAILABLE);
    assertThatThrownBy(() -> target().deliver(Keys.NEW_KEY, Map.of(), fence))
        .hasMessageContaining("No space left on device")
        .isInstanceOfSatisfying(CallFailed.class, f -> assertThat(f.passing()).isTrue());
    assertThat(stored()).isEqualTo(before);
  }
}
