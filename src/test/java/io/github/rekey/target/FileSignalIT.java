package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.StepOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes down each signal that it gets; not SIGHUP, which a shell under {@code
 * nohup} could not trap.
 */
class FileSignalIT {
  @TempDir Path folder;
  private final TickingClock clock = new TickingClock();
  private final CountingFence fence = new CountingFence();
  private final Map<String, String> notes = new HashMap<>();
  private Path file;
  private Path pidFile;
  private Path heard;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    file = Files.writeString(folder.resolve("app.env"), Keys.connectionString(Keys.OLD));
    pidFile = folder.resolve("app.pid");
    heard = Files.createFile(folder.resolve("heard"));
    String script =
        "trap 'echo told >> \"$1\"' USR1; echo ready >> \"$1\"; while :; do sleep 0.05; done";
    process = new ProcessBuilder("/bin/sh", "-c", script, "app", heard.toString()).start();
    await().until(() -> Files.readString(heard).contains("ready"));
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  private StepOutcome deliver() {
    ProcessSignal signal = new ProcessSignal(pidFile, ProcessSignal.Name.USR1);
    FileReload reload = new FileReload(signal, null, Duration.ofSeconds(10));
    StepOutcome outcome =
        new FileTarget(file, null, reload, clock).deliver(Keys.NEW_KEY, notes, fence);
    if (outcome instanceof StepOutcome.NotYet notYet) {
      notes.putAll(notYet.notes());
    }
    return outcome;
  }

  @Test
  void theProcessIsToldOnce() throws IOException {
    Files.writeString(pidFile, process.pid() + "\n");
    assertThat(deliver()).isInstanceOf(StepOutcome.NotYet.class);
    await().until(() -> Files.readString(heard).contains("told"));
    clock.tick(Duration.ofSeconds(5));
    assertThat(deliver()).isInstanceOf(StepOutcome.NotYet.class);
    clock.tick(Duration.ofSeconds(5));
    assertThat(deliver())
        .isInstanceOfSatisfying(
            StepOutcome.Done.class, done -> assertThat(done.evidence()).contains("was told"));
    assertThat(Files.readString(heard)).isEqualTo("ready\ntold\n");
  }

  @Test
  void aProcessThatDoesNotRunIsWaitedFor() throws Exception {
    Files.writeString(pidFile, Long.toString(process.pid()));
    process.destroyForcibly().waitFor();
    assertThat(deliver())
        .isInstanceOfSatisfying(
            StepOutcome.NotYet.class,
            notYet ->
                assertThat(notYet.waitingFor()).isEqualTo("the process of " + pidFile + " to run"));
    assertThat(Files.readString(file)).contains(Keys.NEW.reveal());
    Files.delete(pidFile);
    assertThat(deliver()).isInstanceOf(StepOutcome.NotYet.class);
  }

  @Test
  void whatIsNoProcessIdGetsNoSignal() throws IOException {
    for (String text : new String[] {"-1", "1; rm x", "12 34", "abc", "0x10"}) {
      Files.writeString(pidFile, text);
      assertThatThrownBy(this::deliver).hasMessageContaining("holds no process id");
    }
    assertThat(Files.readString(heard)).isEqualTo("ready\n");
  }

  @Test
  void neitherTheFirstProcessNorRekeyGetsASignal() throws IOException {
    for (long pid : new long[] {1, ProcessHandle.current().pid()}) {
      Files.writeString(pidFile, Long.toString(pid));
      assertThatThrownBy(this::deliver).hasMessageContaining("gets no signal");
    }
  }

  @Test
  void behindALostFenceNoSignalIsSent() throws IOException {
    Files.writeString(file, Keys.connectionString(Keys.NEW));
    Files.writeString(pidFile, Long.toString(process.pid()));
    fence.lose();
    assertThatThrownBy(this::deliver).isInstanceOf(Fence.Superseded.class);
    assertThat(Files.readString(heard)).isEqualTo("ready\n");
  }
}
