package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.StepOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCrashIT {
  private static final String BEFORE = "C=" + Keys.connectionString(Keys.OLD) + "\n";

  @TempDir Path folder;

  @Test
  void whatACrashLeavesBehindIsRemovedByTheNextDelivery() throws Exception {
    Path file = Files.writeString(folder.resolve("app.env"), BEFORE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(die(file)).isEqualTo(CrashingDelivery.DEAD);
    assertThat(Files.readString(file)).isEqualTo(BEFORE);
    List<Path> left = files().stream().filter(f -> !f.equals(file)).toList();
    assertThat(left).hasSize(1);
    assertThat(Files.readString(left.get(0))).contains(Keys.NEW.reveal());
    assertThat(Files.getPosixFilePermissions(left.get(0)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    assertThat(deliver(file)).isInstanceOf(StepOutcome.NotYet.class);
    assertThat(files()).containsExactly(file);
    assertThat(Files.readString(file)).contains(Keys.NEW.reveal());
  }

  private static StepOutcome deliver(Path file) {
    FileReload reload = new FileReload(null, null, Duration.ZERO);
    return new FileTarget(file, null, reload, Clock.systemUTC())
        .deliver(Keys.NEW_KEY, Map.of(), new CountingFence());
  }

  private static int die(Path file) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            CrashingDelivery.class.getName(),
            file.toString())
        .inheritIO()
        .start()
        .waitFor();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
