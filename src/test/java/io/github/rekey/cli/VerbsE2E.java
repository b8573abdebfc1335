package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands against a running Rekey. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerbsE2E {
  private static final String DEMAND =
      "You must regenerate the secondary access key of chat by 1 March 2027.";
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

  /** The newest incident, once it is in this state. */
  private String incident(String state) throws IOException {
    await().until(() -> newest().path("state").asText().equals(state));
    return newest().path("id").asText();
  }

  private JsonNode newest() throws IOException {
    return json(rekey("status", "--json")).path("incidents").path(0);
  }

  @Test
  void statusTellsWhetherItRunsAndForHowManyResources() {
    Run run = rekey("status");
    assertThat(run.code()).as(run.everything()).isEqualTo(Main.DONE);
    assertThat(run.out()).startsWith("running; 1 resources, 0 rotations under way");
  }

  @Test
  void pauseHoldsUntilResume() {
    assertThat(rekey("pause").code()).isEqualTo(Main.DONE);
    assertThat(rekey("status").out()).startsWith("PAUSED;");
    assertThat(rekey("resume").code()).isEqualTo(Main.DONE);
    assertThat(rekey("status").out()).startsWith("running;");
  }

  @Test
  void aPlanShowsItsStepsAndItsPointOfNoReturnAndOpensNoIncident() throws Exception {
    int before = json(rekey("status", "--json")).path("incidents").size();
    Run run = rekey("plan", "chat");
    assertThat(run.code()).as(run.everything()).isEqualTo(Main.DONE);
    assertThat(run.out())
        .contains("1. take baseline", "regenerate exposed   <- point of no return");
    assertThat(json(rekey("status", "--json")).path("incidents")).hasSize(before);
  }

  @Test
  void aLeakIsAskedAboutRejectedReportedAgainAndApproved() throws Exception {
    assertThat(rekey("rotate", "chat", "--leaked").out()).contains("an incident follows");
    String first = incident("ASKING");
    Run asking = rekey("status");
    assertThat(asking.code()).as(asking.everything()).isEqualTo(Main.NEEDS_OPERATOR);
    assertThat(asking.out()).contains("rekey approve " + first, "rekey reject " + first);
    assertThat(rekey("retry", first).code()).isEqualTo(Main.DONE);
    assertThat(incident("ASKING")).as("judged anew, it asks the same").isEqualTo(first);
    assertThat(rekey("reject", first).code()).isEqualTo(Main.DONE);
    assertThat(rekey("retry", first).err()).contains(first);
    assertThat(rekey("status").code()).isEqualTo(Main.DONE);

    assertThat(rekey("rotate", "chat", "--leaked").code()).isEqualTo(Main.DONE);
    String second = incident("ASKING");
    assertThat(second).isNotEqualTo(first);
    Run stale = rekey("approve", second, "--plan", "0123456789abcdef");
    assertThat(stale.code()).isEqualTo(Main.FAILED);
    assertThat(stale.err()).contains("no longer the one you saw");
    assertThat(rekey("approve", second).out()).contains("approved; it starts once a look shows");
    assertThat(incident("CLOSED")).isEqualTo(second);
    assertThat(rekey("status").code()).isEqualTo(Main.DONE);
    assertThat(newest().path("verdict").path("reason").asText()).isEqualTo("COMPROMISE_REPORTED");
  }

  @Test
  void anEmailIsShownAsItIsUnderstood(@TempDir Path folder) throws Exception {
    Path mail = Files.writeString(folder.resolve("notice.eml"), "Subject: Keys\n\n" + DEMAND);
    int before = json(rekey("status", "--json")).path("incidents").size();
    Run run = rekey("report-notice", mail.toString(), "--dry-run");
    assertThat(run.code()).as(run.everything()).isEqualTo(Main.DONE);
    assertThat(run.out())
        .contains("Title        Keys", "/signalr/chat", "Key          secondary")
        .contains("Deadline     2027-03-01T00:00:00Z", "bare name only");
    assertThat(json(rekey("status", "--json")).path("incidents")).hasSize(before);
  }

  @Test
  void anEmailThatNobodyConfirmsAsksAnOperator(@TempDir Path folder) throws Exception {
    Path mail = Files.writeString(folder.resolve("notice.txt"), DEMAND);
    Run run = rekey("report-notice", mail.toString(), "--yes");
    assertThat(run.code()).as(run.everything()).isEqualTo(Main.NEEDS_OPERATOR);
    assertThat(run.out()).contains("a person is asked before anything is done");
    String asking = incident("ASKING");
    assertThat(newest().path("verdict").path("reason").asText()).isEqualTo("NOTICE_UNCONFIRMED");
    assertThat(rekey("reject", asking).code()).isEqualTo(Main.DONE);
  }

  @Test
  void whatIsNoNoticeIsRefusedWithWhatToDo(@TempDir Path folder) throws Exception {
    Path bill = Files.writeString(folder.resolve("bill.txt"), "Your bill is due.");
    Run run = rekey("report-notice", bill.toString());
    assertThat(run.code()).isEqualTo(Main.FAILED);
    assertThat(run.err()).contains("nothing in it is about access keys", "use rotate");
    assertThat(rekey("report-notice", folder.resolve("none").toString()).code())
        .isEqualTo(Main.USAGE);
  }

  @Test
  void whatIsNotThereIsRefusedWithTheReason() {
    Run resource = rekey("rotate", "nobody");
    assertThat(resource.code()).isEqualTo(Main.FAILED);
    assertThat(resource.err()).contains("nobody");
    Run incident = rekey("reject", "inc-none");
    assertThat(incident.code()).isEqualTo(Main.FAILED);
    assertThat(incident.err()).contains("there is no incident inc-none");
  }

  @Test
  void aWrongTokenIsRefused() {
    Run run =
        Run.of("status", "--url", sandbox.description().path("rekey").asText(), "--token", "wrong");
    assertThat(run.code()).isEqualTo(Main.FAILED);
    assertThat(run.err()).contains("needs the API token");
  }
}
