package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands about one rotation, while it runs against a sandbox of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SteeringE2E {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private RunningSandbox sandbox;

  @BeforeAll
  void start(@TempDir Path folder) {
    sandbox = RunningSandbox.start(folder);
  }

  @AfterAll
  void stop() throws InterruptedException {
    sandbox.close();
  }

  private Run rekey(String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("--url", sandbox.description().path("rekey").asText()));
    command.addAll(List.of("--token", sandbox.description().path("rekeyToken").asText()));
    return Run.of(command);
  }

  private static JsonNode json(Run run) throws IOException {
    assertThat(run.err()).isEmpty();
    return new ObjectMapper().readTree(run.out());
  }

  private JsonNode newest() throws IOException {
    return json(rekey("status", "--json")).path("incidents").path(0);
  }

  /** The newest incident, once it is in this state. */
  private String incident(String state) throws IOException {
    await().atMost(PATIENCE).until(() -> newest().path("state").asText().equals(state));
    return newest().path("id").asText();
  }

  @Test
  void aRotationIsHeldTellsWhatAnAbortLeavesBehindAndIsAborted() throws Exception {
    assertThat(rekey("rotate", "chat").code()).isEqualTo(Main.DONE);
    await().atMost(PATIENCE).until(() -> !running().isEmpty());
    String rotation = running();
    assertThat(rekey("pause", rotation).out()).contains("it holds before its next step");
    await().atMost(PATIENCE).until(() -> rekey("status").out().contains(rotation + " is held"));
    assertThat(rekey("status").out())
        .contains("rekey resume " + rotation, "rekey abort " + rotation);

    Run told = rekey("abort", rotation, "--dry-run");
    assertThat(told.code()).as(told.everything()).isEqualTo(Main.DONE);
    assertThat(told.out()).contains("would leave behind", "The point of no return", "Not done: ");
    assertThat(json(rekey("abort", rotation, "--dry-run", "--json")).path("verb").asText())
        .isEqualTo("ABORT");
    Run unasked = rekey("abort", rotation);
    assertThat(unasked.code()).isEqualTo(Main.USAGE);
    assertThat(unasked.err()).contains("would leave behind", "repeat it with --yes");
    assertThat(running()).as("nothing happened").isEqualTo(rotation);

    assertThat(rekey("retry", rotation).code()).isEqualTo(Main.DONE);
    assertThat(rekey("resume", rotation).out()).contains("it goes on");
    assertThat(rekey("resume", rotation).err()).contains("is not paused by itself");
    assertThat(rekey("pause", rotation).code()).isEqualTo(Main.DONE);
    assertThat(rekey("abort", rotation, "--yes").out()).contains("it ends before its next step");
    String incident = incident("ASKING");
    assertThat(rekey("abort", rotation).err()).contains("has already ended");
    assertThat(newest().path("verdict").path("reason").asText()).isEqualTo("ROTATION_ABORTED");
    assertThat(rekey("retry", rotation).out()).contains("judged anew");
    assertThat(incident("CLOSED")).isEqualTo(incident);
  }

  /** The id of the rotation under way, empty if there is none. */
  private String running() throws IOException {
    for (JsonNode rotation : newest().path("rotations")) {
      if (rotation.path("ending").isMissingNode()) {
        return rotation.path("id").asText();
      }
    }
    return "";
  }
}
