package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.triage.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {
  private static final String ID =
      "/subscriptions/s/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/chat";

  @TempDir Path folder;

  private Configuration read(String yaml) throws Exception {
    Path file = folder.resolve("rekey.yaml");
    Files.writeString(file, yaml);
    return new ConfigurationFile(Map.of("SECRET", "s3cret")).read(file);
  }

  @Test
  void everythingHasADefaultButTheResources() throws Exception {
    Configuration configuration = read("resources: []");
    assertThat(configuration.server().port()).isEqualTo(8080);
    assertThat(configuration.policy().toPolicy().mode()).isEqualTo(Policy.Mode.AUTOMATIC);
    assertThat(configuration.timing().toTiming().settle()).isEqualTo(Duration.ofSeconds(60));
    assertThat(configuration.loopbackOnly()).isTrue();
  }

  @Test
  void environmentVariablesAreFilledIn() throws Exception {
    assertThat(read("server: {token: \"${SECRET}\"}").server().token()).isEqualTo("s3cret");
  }

  @Test
  void secretsAreNotShownWhenAConfigurationIsPrinted() throws Exception {
    assertThat(read("server: {token: \"${SECRET}\"}").toString()).doesNotContain("s3cret");
  }

  @Test
  void aResourceListsItsTargetsAndApps() throws Exception {
    var resource =
        read("""
                resources:
                  - id: %s
                    region: westeurope
                    targets:
                      - keyVaultSecret: {vault: "https://kv.vault.azure.net", secret: signalr}
                    apps:
                      - {name: web, hub: "https://web.azurewebsites.net/chat"}
                """
                .formatted(ID))
            .resources()
            .get(0);
    assertThat(resource.id().name()).isEqualTo("chat");
    assertThat(resource.targets()).hasSize(1);
    assertThat(resource.apps().get(0).canary()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "server:\\n  prot: 1 | line 2 | server.prot | no such key; expected one of host, port, token",
        "server:\\n  port: many | line 2 | server.port | a whole number",
        "timing:\\n  settle: 30 parsecs | line 2 | timing.settle | a duration such as PT30S",
        "policy:\\n  mode: YOLO | line 2 | policy.mode | one of OBSERVE, APPROVE, AUTOMATIC",
        "resources:\\n  - id: nonsense\\n    region: x | line 2 | resources[0].id | not an Azure SignalR resource id",
        "resources:\\n  - region: x | line 2 | resources[0] | the key id is missing",
        "server:\\n  token: ${NOPE} | line 2 | server.token | environment variable NOPE is not set",
        "intake:\\n  queue:\\n    name: q | line 3 | intake.queue | give either connectionString or namespace",
        "policy:\\n  rules:\\n    - name: n\\n      tags: [prod] | line 4 | policy.rules[0] | rule n, tags: \"prod\" is no tag; write name=value",
        "policy:\\n  rules:\\n    - name: n\\n      cooldown: -PT1H | line 4 | policy.rules[0] | rule n, cooldown: PT-1H is negative; write how long",
        "policy:\\n  rules:\\n    - name: n\\n      windows: [{from: 02:00, to: 02:00, zone: UTC}] | line 4 | policy.rules[0] | rule n, windows: from and to are both 02:00",
        "policy:\\n  rules:\\n    - name: n\\n      windows: [{from: 02:00, to: 2 am, zone: UTC}] | line 4 | policy.rules[0] | rule n, windows.to: \"2 am\" is no time of day",
        "policy:\\n  rules:\\n    - name: n\\n      windows: [{from: 02:00, to: 03:00, zone: Berlin}] | line 4 | policy.rules[0] | rule n, windows.zone: \"Berlin\" is no time zone",
        "policy:\\n  rules:\\n    - name: n\\n      windows: [{days: [MON], from: 02:00, to: 03:00, zone: UTC}] | line 4 | policy.rules[0].windows[0].days[0] | one of MONDAY",
        "policy:\\n  rules:\\n    - name: n\\n      freeze: [{from: 2026-12-20T00:00, until: 2027-01-01T00:00Z}] | line 4 | policy.rules[0] | rule n, freeze.from: \"2026-12-20T00:00\" is no point in time",
        "policy:\\n  rules:\\n    - name: n\\n      freeze: [{from: 2027-01-01T00:00Z, until: 2026-12-20T00:00Z}] | line 4 | policy.rules[0] | exchange them",
        "policy:\\n  rules:\\n    - name: n\\n      modeFor: {Notice: APPROVE} | line 4 | policy.rules[0] | rule n, modeFor: there is no alert Notice; write one of",
        "policy:\\n  rules:\\n    - name: n\\n      rotationsPerResourceADay: -1 | line 4 | policy.rules[0] | rule n, rotationsPerResourceADay: -1 is negative",
        "policy:\\n  rules:\\n    - name: n\\n      whenDeadlineComesFirst: PANIC | line 4 | policy.rules[0].whenDeadlineComesFirst | one of ASK, WAIT, START",
        "policy:\\n  rules:\\n    - mode: APPROVE | line 3 | policy.rules[0] | the key name is missing",
        "policy:\\n  rules: [{name: n}, {name: n}] | line 2 | policy | two rules are named n",
        "policy:\\n  canaries: {tags: []} | line 2 | policy.canaries | give resources or tags",
        "resources: 7 | line 1 | resources | a list",
      })
  void aMistakeIsNamedByFileLineKeyAndWhatWasExpected(
      String yaml, String line, String key, String expected) {
    assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
        .isInstanceOf(ConfigurationFile.Problem.class)
        .hasMessageContaining("rekey.yaml")
        .hasMessageContaining(line)
        .hasMessageContaining(key)
        .hasMessageContaining(expected);
  }

  @Test
  void brokenYamlIsNamedByLine() {
    assertThatThrownBy(() -> read("server:\n  host: [1"))
        .isInstanceOf(ConfigurationFile.Problem.class)
        .hasMessageContaining("line");
  }

  @Test
  void aMissingFileSaysWhatToDo() {
    assertThatThrownBy(() -> new ConfigurationFile(Map.of()).read(folder.resolve("none.yaml")))
        .hasMessageContaining("--config");
  }
}
