package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.sandbox.Description;
import io.github.rekey.sandbox.Sandbox;
import io.github.rekey.sandbox.SandboxOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code rekey check} against the simulated Azure. */
class PreflightIT {
  /**
   * What the sandbox counts of looking; listing keys is an action to Azure, so it raises an event.
   */
  private static final List<String> READS =
      List.of(
          "token",
          "getSignalR",
          "listKeys",
          "listPermissions",
          "listInstances",
          "listSettings",
          "listSlots",
          "metrics",
          "vault getSecret",
          "event Microsoft.Resources.ResourceActionSuccess");

  @TempDir static Path folder;
  private static Sandbox sandbox;
  private static ControlClient control;
  private static String yaml;

  /** What one run printed, and how it ended. */
  private record Run(int exit, String text) {
    Run fails(String line) {
      assertThat(text.lines()).anyMatch(l -> l.startsWith("FAIL") && l.contains(line));
      return this;
    }

    Run isWell(String line) {
      assertThat(text.lines()).anyMatch(l -> l.startsWith("ok") && l.contains(line));
      return this;
    }

    long failures() {
      return text.lines().filter(line -> line.startsWith("FAIL")).count();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.start(SandboxOptions.defaults().withClients(2));
    assertThat(sandbox.awaitClients(Duration.ofMinutes(2))).isTrue();
    control = new ControlClient(sandbox.control().controlUrl(), sandbox.trust());
    Description description = sandbox.describe(folder.resolve("ca.pem"));
    yaml = complete(new SandboxConfiguration(description, folder));
  }

  /** The configuration with its secrets filled in. */
  private static String complete(SandboxConfiguration written) throws Exception {
    String text = Files.readString(written.write(0));
    for (Map.Entry<String, String> variable : written.environment().entrySet()) {
      text = text.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    return text;
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @AfterEach
  void everythingIsAllowedAgain() {
    control.post("/rights", Map.of());
    control.post("/signalr/chat/state", Map.of("stopped", false, "localAuthDisabled", false));
  }

  private static Run check(String configuration, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve("checked.yaml"), configuration);
    StringWriter text = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(text));
    line.setErr(new PrintWriter(text));
    String[] arguments = {"check", "--config", file.toString()};
    int exit =
        line.execute(
            Stream.concat(Arrays.stream(arguments), Arrays.stream(options)).toArray(String[]::new));
    return new Run(exit, text.toString());
  }

  private static String with(String old, String replacement) {
    assertThat(yaml).contains(old);
    return yaml.replace(old, replacement);
  }

  @Test
  void allIsWellWhereEverythingIsThere() throws Exception {
    Run run = check(yaml);

    assertThat(run.text()).contains("all ok").doesNotContain("FAIL");
    assertThat(run.exit()).isZero();
    run.isWell("identity: a token names principal")
        .isWell("chat, access keys: are enabled")
        .isWell("SignalR chat, rights: all are granted")
        .isWell("vault kv-demo, rights: all are granted")
        .isWell("site chat-web, rights: all are granted")
        .isWell("chat, primary key: the data plane accepts it")
        .isWell("chat, secondary key: the data plane accepts it")
        .isWell("chat, key-vault-secret:kv-demo/signalr-connection: holds the primary key")
        .isWell("takes its value from key-vault-secret:kv-demo/signalr-connection")
        .isWell("chat, app chat-web, instance")
        .isWell("chat, canary:chat-api")
        .isWell("chat, clients:")
        .isWell("database: can be opened")
        .isWell("queue: rekey answers")
        .isWell("webhooks: callers show an Entra token");
  }

  @Test
  void nothingIsChangedByLooking() throws Exception {
    Map<String, Integer> before = sandbox.calls();
    check(yaml);

    Map<String, Integer> after = new HashMap<>(sandbox.calls());
    after.entrySet().removeAll(before.entrySet());
    assertThat(after.keySet()).isSubsetOf(READS);
    assertThat(folder.resolve("rekey.mv.db")).doesNotExist();
    assertThat(folder.resolve("fingerprint.secret")).doesNotExist();
  }

  @Test
  void everyMissingRightIsNamedWithWhereAndWhatFor() throws Exception {
    control.post(
        "/rights",
        Map.of(
            "notActions",
            List.of(
                "Microsoft.SignalRService/SignalR/regeneratekey/action",
                "Microsoft.Web/sites/restart/action"),
            "dataActions",
            List.of(
                "Microsoft.KeyVault/vaults/secrets/getSecret/action",
                "Microsoft.KeyVault/vaults/secrets/setSecret/action",
                "Microsoft.KeyVault/vaults/secrets/readMetadata/action")));

    Run run = check(yaml);

    assertThat(run.exit()).isEqualTo(1);
    run.fails("SignalR chat, action Microsoft.SignalRService/SignalR/regeneratekey/action")
        .fails("site chat-web, action Microsoft.Web/sites/restart/action")
        .fails("site chat-api, action Microsoft.Web/sites/restart/action")
        .fails("vault kv-demo, data action Microsoft.KeyVault/vaults/secrets/update/action");
    assertThat(run.failures()).isEqualTo(4);
    assertThat(run.text()).contains("to disable old versions", "next: grant it", "4 failed");
  }

  @Test
  void aRightThatIsNeededForLookingIsNamedTwiceButHidesNothingElse() throws Exception {
    control.post(
        "/rights",
        Map.of("notActions", List.of("Microsoft.SignalRService/SignalR/listkeys/action")));

    check(yaml)
        .fails("SignalR chat, action Microsoft.SignalRService/SignalR/listkeys/action")
        .fails("chat, keys: listKeys of SignalR chat: not allowed")
        .fails("there are no listed keys to compare it with")
        .isWell("queue: rekey answers");
  }

  @Test
  void aVaultWithoutAnIdSaysWhatWasNotTested() throws Exception {
    Run run = check(yaml.replaceAll(", id: [^}]+vaults/kv-demo", ""));

    assertThat(run.exit()).isZero();
    run.isWell("vault kv-demo, rights: reading is proved by reading; the other rights were");
  }

  @Test
  void aSecretThatIsNotThereIsReported() throws Exception {
    Run run = check(with("secret: signalr-connection", "secret: deleted"));

    assertThat(run.exit()).isEqualTo(1);
    run.fails("chat, key-vault-secret:kv-demo/deleted: read of secret kv-demo/deleted: not there")
        .fails("takes its value from key-vault-secret:kv-demo/signalr-connection, which is no");
    assertThat(run.text()).contains("next: check that secret kv-demo/deleted exists");
  }

  @Test
  void aVaultOutOfReachIsReported() throws Exception {
    Run run = check(yaml.replaceAll("vault: \"[^\"]+\"", "vault: \"https://127.0.0.1:1\""));

    assertThat(run.exit()).isEqualTo(1);
    run.fails("chat, key-vault-secret:kv-demo/signalr-connection: read of secret");
    assertThat(run.failures()).isEqualTo(1);
  }

  @Test
  void aStoppedResourceIsReported() throws Exception {
    control.post("/signalr/chat/state", Map.of("stopped", true));
    check(yaml).fails("chat, running: the resource is stopped");
  }

  @Test
  void disabledAccessKeysAreReported() throws Exception {
    Run run = checkAfter("/signalr/chat/state", Map.of("localAuthDisabled", true));

    assertThat(run.exit()).isEqualTo(1);
    run.fails("chat, access keys: are disabled");
  }

  @Test
  void aKeyThatAzureReplacedIsReportedWhereverItIsStillHeld() throws Exception {
    Run run = checkAfter("/signalr/chat/replace-key", Map.of("slot", "primary"));

    assertThat(run.exit()).isEqualTo(1);
    run.fails("signalr-connection: holds a key that is neither of the resource's keys")
        .fails("ConnectionString: holds a key that is neither of the resource's keys")
        .isWell("chat, primary key: the data plane accepts it");
    assertThat(run.text()).contains("next: correct the connection string, or let Rekey do it");
  }

  /** In a sandbox of its own, since this cannot be undone. */
  private static Run checkAfter(String route, Map<String, ?> body) throws Exception {
    try (Sandbox other = Sandbox.start(SandboxOptions.defaults().withClients(0))) {
      new ControlClient(other.control().controlUrl(), other.trust()).post(route, body);
      Path place = Files.createTempDirectory(folder, "other");
      Description description = other.describe(place.resolve("ca.pem"));
      return check(complete(new SandboxConfiguration(description, place)));
    }
  }

  @Test
  void aResourceThatIsNotThereIsReportedOnce() throws Exception {
    Run run = check(yaml.replaceAll("(?i)signalr/chat\\b", "signalR/elsewhere"));

    assertThat(run.exit()).isEqualTo(1);
    run.fails("elsewhere, resource: read of SignalR elsewhere: not there");
    assertThat(run.failures()).isEqualTo(1);
  }

  @Test
  void anotherRegionThanTheConfiguredOneIsReported() throws Exception {
    check(yaml.replaceAll("region: \\w+", "region: Mars")).fails("chat, region: is ");
  }

  @Test
  void aQueueOutOfReachIsReportedInTime() throws Exception {
    long begun = System.nanoTime();
    Run run =
        check(
            yaml.replaceAll(
                "connectionString: \"[^\"]+\"",
                "connectionString: \"Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=a;"
                    + "SharedAccessKey=bm9ib2R5cy1rZXk=;UseDevelopmentEmulator=true\""));

    run.fails("queue: ");
    assertThat(run.failures()).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(2));
  }

  @Test
  void openWebhooksAreNamedAndRefusedOffLoopback() throws Exception {
    String open = yaml.replaceAll("(?m)^  webhooks:\\n    entra: .*$", "");
    check(open).isWell("webhooks: open, loopback only");
    check(open.replace("host: 127.0.0.1", "host: 0.0.0.0"))
        .fails("webhooks: intake.webhooks: server.host is 0.0.0.0")
        .fails("API: server.token");
  }

  @Test
  void aTokenThatCannotBeHadEndsTheLookAtAzure() throws Exception {
    Run run = check(yaml.replaceAll("clientSecret: \\S+", "clientSecret: wrong"));

    assertThat(run.exit()).isEqualTo(1);
    run.fails("identity: ").fails("Azure: nothing was tried there").isWell("database");
  }

  @Test
  void aDiscoveredResourceThatNobodyListedIsReported() throws Exception {
    String discover =
        "discover: {subscription: %s, tags: {rekey: managed}}%n"
            .formatted(sandbox.resource().id().split("/")[2]);
    check(discover + yaml).isWell("discovery: 1 resources carry the tags");

    Run run = check(discover + yaml.substring(0, yaml.indexOf("resources:")));
    assertThat(run.exit()).isEqualTo(1);
    run.fails("discovery, chat: ");
  }

  @Test
  void rightsAreListedWithoutAskingAzure() throws Exception {
    Map<String, Integer> before = sandbox.calls();
    Run run = check(yaml, "--rights");

    assertThat(run.exit()).isZero();
    assertThat(run.text())
        .contains("on SignalR chat", "on vault kv-demo", "on site chat-web")
        .containsPattern("control +Microsoft.SignalRService/SignalR/regeneratekey/action +replace")
        .containsPattern("data +Microsoft.KeyVault/vaults/secrets/setSecret/action +store");
    assertThat(sandbox.calls()).isEqualTo(before);
  }

  @Test
  void jsonTellsTheSame() throws Exception {
    Run run = check(yaml.replaceAll("region: \\w+", "region: Mars"), "--json");
    JsonNode told = new ObjectMapper().readTree(run.text());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(told.path("ok").asBoolean()).isFalse();
    assertThat(told.path("failed").asInt()).isEqualTo(1);
    assertThat(told.path("findings"))
        .anySatisfy(
            finding -> {
              assertThat(finding.path("what").asText()).isEqualTo("chat, region");
              assertThat(finding.path("next").asText()).contains("correct it");
            });
  }

  @Test
  void neitherKeysNorSecretsAreShown() throws Exception {
    Run run = check(yaml.replaceAll("region: \\w+", "region: Mars"), "--json");

    assertThat(sandbox.mintedKeys()).isNotEmpty().noneMatch(run.text()::contains);
    assertThat(run.text()).doesNotContain("SharedAccessKey");
  }

  @Test
  void aMalformedConfigurationIsAUsageError() throws Exception {
    Run run = check("server: {prot: 1}");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.text()).contains("line 1", "server.prot", "no such key");
  }
}
