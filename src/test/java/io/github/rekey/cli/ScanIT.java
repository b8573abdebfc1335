package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.sandbox.Description;
import io.github.rekey.sandbox.Sandbox;
import io.github.rekey.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rekey scan} against the simulated Azure. */
class ScanIT {
  @TempDir static Path folder;
  private static Sandbox sandbox;
  private static Path file;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.start(SandboxOptions.defaults().withClients(0));
    Description description = sandbox.describe(folder.resolve("ca.pem"));
    SandboxConfiguration written = new SandboxConfiguration(description, folder);
    String yaml = Files.readString(written.write(0));
    for (Map.Entry<String, String> variable : written.environment().entrySet()) {
      yaml = yaml.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    file = Files.writeString(folder.resolve("scanned.yaml"), yaml);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static Run scan(String... more) {
    List<String> arguments = new ArrayList<>(List.of("scan", "--config", file.toString()));
    arguments.addAll(List.of(more));
    return Run.of(arguments);
  }

  @Test
  void targetsAreShownWithTheirKeysAndNothingIsWritten() throws Exception {
    Map<String, Integer> before = sandbox.calls();
    Run run = scan();

    assertThat(run.out())
        .containsPattern("known +primary key +key-[0-9a-f]{12} +key-vault-secret:kv-demo/signalr")
        .contains("by reference to key-vault-secret:kv-demo/signalr-connection")
        .doesNotContain("UNKNOWN", "AccessKey");
    Map<String, Integer> after = new HashMap<>(sandbox.calls());
    after.entrySet().removeAll(before.entrySet());
    assertThat(after.keySet())
        .noneMatch(call -> call.startsWith("put") || call.startsWith("regenerate"));
    assertThat(folder.resolve("fingerprint.secret")).doesNotExist();
  }

  @Test
  void oneResourceIsChosenByName() throws Exception {
    JsonNode json = new ObjectMapper().readTree(scan("CHAT", "--json").out());
    assertThat(json.get("resources")).hasSize(1);
    assertThat(json.at("/resources/0/name").asText()).isEqualTo("chat");
  }

  @Test
  void aResourceThatIsNotThereIsAUsageErrorThatNamesThoseThatAre() {
    Run run = scan("chatt");
    assertThat(run.code()).isEqualTo(Main.USAGE);
    assertThat(run.err()).contains("there is no resource chatt", "chat");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void discoveredResourcesAreScannedAsWell() throws Exception {
    String tagged = "discover: {subscription: %s, tags: {}}\n".formatted(subscription());
    Path more = Files.writeString(folder.resolve("discover.yaml"), tagged + withoutResources());
    Run run = Run.of("scan", "--config", more.toString());
    assertThat(run.out()).as(run.everything()).startsWith("chat").doesNotContain("known ");
  }

  @Test
  void whatAzureRefusesIsToldInASentenceWithoutAStackTrace() throws Exception {
    String wanted = "discover: {subscription: %s, tags: {}}\n".formatted(subscription());
    Path wrong =
        Files.writeString(
            folder.resolve("refused.yaml"),
            wanted + withoutResources().replaceAll("clientSecret: .*", "clientSecret: wrong"));
    Run run = Run.of("scan", "--config", wrong.toString());
    assertThat(run.code()).as(run.everything()).isEqualTo(Main.FAILED);
    assertThat(run.err()).startsWith("error: ").contains("list of SignalR").doesNotContain("\tat ");
  }

  private static String subscription() throws Exception {
    String yaml = Files.readString(file);
    return yaml.replaceAll("(?s).*?/subscriptions/([^/]+)/.*", "$1");
  }

  private static String withoutResources() throws Exception {
    String yaml = Files.readString(file);
    return yaml.substring(0, yaml.indexOf("resources:"));
  }

  @Test
  void aFragmentNeverReplacesAFile() throws Exception {
    String before = Files.readString(file);
    Run run = scan("--fragment", file.toString());
    assertThat(run.code()).isEqualTo(Main.USAGE);
    assertThat(run.err()).contains("is there already");
    assertThat(Files.readString(file)).isEqualTo(before);
  }
}
