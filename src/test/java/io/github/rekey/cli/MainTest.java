package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir Path folder;

  @Test
  void anUnknownCommandIsAUsageError() {
    Run run = Run.of("rotat");
    assertThat(run.code()).isEqualTo(Main.USAGE);
    assertThat(run.err()).contains("rotat");
  }

  @Test
  void anUnknownScenarioIsAUsageErrorThatNamesTheKnownOnes() {
    Run run = Run.of("drill", "--scenario", "sunshine");
    assertThat(run.code()).isEqualTo(Main.USAGE);
    assertThat(run.err()).contains("sunshine", "mandatory-regeneration", "not-a-key-problem");
  }

  @Test
  void helpNamesEveryCommand() {
    Run run = Run.of("--help");
    assertThat(run.code()).isEqualTo(Main.DONE);
    assertThat(run.out())
        .contains(
            "drill", "sandbox", "serve", "check", "scan", "plan", "status", "rotate", "approve",
            "reject")
        .contains("pause", "resume", "abort", "retry");
  }

  @Test
  void theVersionIsTold() {
    assertThat(Run.of("--version").out()).startsWith("rekey ");
  }

  @Test
  void serveRefusesAMalformedConfigurationByFileLineAndKey() throws IOException {
    Path file = Files.writeString(folder.resolve("rekey.yaml"), "server:\n  port: many\n");
    Run run = Run.of("serve", "--config", file.toString());
    assertThat(run.code()).isEqualTo(Main.USAGE);
    assertThat(run.err())
        .contains(file.toString(), "line 2", "server.port", "a whole number")
        .doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void serveRefusesAConfigurationThatIsNotThere() {
    Run run = Run.of("serve", "--config", folder.resolve("none.yaml").toString());
    assertThat(run.code()).isEqualTo(Main.USAGE);
    assertThat(run.err()).contains("none.yaml", "--config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "plan chat", "rotate chat", "reject inc-1", "pause", "resume"})
  void withoutATokenAVerbSaysWhereToPutIt(String command) {
    Run run = Run.of((command + " --token=").split(" "));
    assertThat(run.code()).isEqualTo(Main.FAILED);
    assertThat(run.err()).contains("REKEY_TOKEN", "serve");
  }

  @Test
  void whereNobodyAnswersAVerbSaysHowToStartIt() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Run run = Run.of("status", "--token", "any", "--url", "http://127.0.0.1:" + free);
    assertThat(run.code()).isEqualTo(Main.FAILED);
    assertThat(run.err()).contains("nobody answers at http://127.0.0.1:" + free, "serve");
  }
}
