package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.StepOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTargetTest {
  private static final String BEFORE = "A=1\nC=" + Keys.connectionString(Keys.OLD) + "\n";
  private static final String AFTER = BEFORE.replace(Keys.OLD.reveal(), Keys.NEW.reveal());

  @TempDir Path folder;
  private final TickingClock clock = new TickingClock();
  private final CountingFence fence = new CountingFence();
  private final FaultyDisk disk = new FaultyDisk();
  private final Map<String, String> notes = new HashMap<>();
  private Path file;

  @BeforeEach
  void fill() throws IOException {
    file = Files.writeString(folder.resolve("app.env"), BEFORE);
  }

  private FileTarget target(Path path) {
    FileReload reload = new FileReload(null, null, Duration.ofSeconds(10));
    return new FileTarget(new KeyFile(path, disk), null, reload, clock);
  }

  private StepOutcome deliver(Path path, Fence by) {
    StepOutcome outcome = target(path).deliver(Keys.NEW_KEY, notes, by);
    if (outcome instanceof StepOutcome.NotYet notYet) {
      notes.putAll(notYet.notes());
    }
    return outcome;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private String mode(Path of) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(of));
  }

  @Test
  void itIsDoneOnceTheGraceIsOverAndNotBefore() {
    assertThat(deliver(file, fence)).isInstanceOf(StepOutcome.NotYet.class);
    clock.tick(Duration.ofSeconds(9));
    assertThat(deliver(file, fence)).isInstanceOf(StepOutcome.NotYet.class);
    clock.tick(Duration.ofSeconds(1));
    assertThat(deliver(file, fence))
        .isInstanceOfSatisfying(
            StepOutcome.Done.class,
            done -> assertThat(done.evidence()).isEqualTo("file:" + file + " holds the new key"));
    assertThat(disk.renames()).isEqualTo(1);
  }

  @Test
  void theModeIsKeptAndTheTemporaryFileIsItsOwnersAlone() throws IOException {
    for (String mode : List.of("rw-r-----", "r--------", "rw-rw-r--", "rwxr-x---")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(file, BEFORE);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      deliver(file, fence);
      assertThat(mode(file)).isEqualTo(mode);
      assertThat(Files.readString(file)).isEqualTo(AFTER);
    }
    assertThat(disk.modesUntilTheLast()).hasSize(4).containsOnly("rw-------");
  }

  @Test
  void ownerAndGroupAreKept() throws IOException {
    assumeTrue(
        Files.getOwner(file).getName().equals("root"), "only root may give a file to another");
    Files.setAttribute(file, "unix:uid", 12345);
    Files.setAttribute(file, "unix:gid", 23456);
    deliver(file, fence);
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(12345);
    assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(23456);
    assertThat(Files.readString(file)).isEqualTo(AFTER);
  }

  @Test
  void aFileThatCannotBeGivenItsOwnerIsNotReplaced() throws IOException {
    disk.forbidChown();
    assertThatThrownBy(() -> deliver(file, fence))
        .hasMessageContaining("let Rekey run as that user")
        .isInstanceOfSatisfying(
            CallFailed.class, f -> assertThat(f.kind()).isEqualTo(CallFailed.Kind.REFUSED));
    assertThat(Files.readString(file)).isEqualTo(BEFORE);
    assertThat(files()).containsExactly("app.env");
  }

  @Test
  void aSymbolicLinkStaysAndItsTargetIsReplaced() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("current"), Path.of("app.env"));
    deliver(link, fence);
    assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("app.env"));
    assertThat(Files.readString(file)).isEqualTo(AFTER);
    assertThat(files()).containsExactly("app.env", "current");
  }

  @Test
  void aFileWithSeveralNamesIsNotReplaced() throws IOException {
    Files.createLink(folder.resolve("second"), file);
    assertThatThrownBy(() -> deliver(file, fence)).hasMessageContaining("hard links");
    assertThat(Files.readString(file)).isEqualTo(BEFORE);
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("d"));
    assertThatThrownBy(() -> deliver(directory, fence)).hasMessageContaining("no plain file");
  }

  @Test
  void bytesThatAreNoTextStayAsTheyAre() throws IOException {
    byte[] odd = {(byte) 0xff, (byte) 0xfe, 0, '\n'};
    byte[] before = join(odd, BEFORE.getBytes(StandardCharsets.UTF_8), odd);
    Files.write(file, before);
    deliver(file, fence);
    assertThat(Files.readAllBytes(file))
        .isEqualTo(join(odd, AFTER.getBytes(StandardCharsets.UTF_8), odd));
  }

  @Test
  void whoeverLosesTheFenceBeforeTheRenameLeavesNoTrace() throws IOException {
    List<String> seen = new ArrayList<>();
    Fence lostAtTheRename =
        new Fence() {
          private int checks;

          @Override
          public void check() {
            if (++checks == 2) {
              seen.addAll(names());
              throw new Superseded("another process owns the rotation");
            }
          }
        };
    assertThatThrownBy(() -> deliver(file, lostAtTheRename)).isInstanceOf(Fence.Superseded.class);
    assertThat(seen).hasSize(2).anyMatch(name -> name.matches("\\.app\\.env\\.rekey-[0-9a-f]{8}"));
    assertThat(files()).containsExactly("app.env");
    assertThat(Files.readString(file)).isEqualTo(BEFORE);
  }

  private List<String> names() {
    try {
      return files();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void onlyLeftoversOfItsOwnAreRemoved() throws IOException {
    Files.writeString(folder.resolve(".app.env.rekey-0123abcd"), AFTER);
    Files.writeString(folder.resolve(".app.env.rekey-notes"), "mine");
    Files.writeString(folder.resolve(".other.env.rekey-0123abcd"), "another file's");
    target(file).retire(Keys.NEW_KEY, fence);
    assertThat(files())
        .containsExactly(".app.env.rekey-notes", ".other.env.rekey-0123abcd", "app.env");
  }

  @Test
  void leftoversAreNotRemovedBehindALostFence() throws IOException {
    Files.writeString(folder.resolve(".app.env.rekey-0123abcd"), AFTER);
    fence.lose();
    assertThatThrownBy(() -> deliver(file, fence)).isInstanceOf(Fence.Superseded.class);
    assertThat(files()).containsExactly(".app.env.rekey-0123abcd", "app.env");
  }

  @Test
  void anotherResourcesConnectionStringIsNotTouched() throws IOException {
    String others = BEFORE.replace("chat.service", "news.service");
    Files.writeString(file, others);
    assertThat(deliver(file, fence))
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.REFUSED);
              assertThat(failed.reason()).contains("another resource").doesNotContain("AccessKey");
            });
    assertThat(Files.readString(file)).isEqualTo(others);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
