package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.ScannedResource;
import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.HolderReport;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Sighting;
import io.github.rekey.rotation.Sighting.Use;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanTableTest {
  private static final ResourceId CHAT =
      new ResourceId(
          "/subscriptions/s/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/chat");
  private static final Sighting VAULT =
      new Sighting(
          "key-vault-secret:kv/signalr",
          true,
          Use.PRIMARY,
          new Fingerprint("key-f82a4dfecae0"),
          null,
          "");
  private static final Sighting SCRIPT =
      new Sighting(
          "app-service-settings:script/SignalR",
          false,
          Use.SECONDARY,
          new Fingerprint("key-51ab07c2d9e0"),
          null,
          "- toy");
  private static final Sighting FOLLOWER =
      new Sighting(
          "container-app:worker/signalr",
          false,
          Use.PRIMARY,
          new Fingerprint("key-f82a4dfecae0"),
          "key-vault-secret:kv/signalr",
          "- toy");

  private static ScanResult result(List<String> searched, List<String> unread, Sighting... seen) {
    return new ScanResult(
        List.of(
            new ScannedResource(
                CHAT, "westeurope", new HolderReport(List.of(seen), searched, unread), "")));
  }

  private static String table(ScanResult result) {
    return new ScanTable(result, new Screen(new PrintWriter(new StringWriter()), false)).text();
  }

  @Test
  void unknownHoldersComeFirstAndNeedAnOperator() {
    ScanResult result = result(List.of("vaults"), List.of(), VAULT, SCRIPT, FOLLOWER);
    assertThat(table(result).lines())
        .containsExactly(
            "chat",
            "           holds          fingerprint       place",
            "  UNKNOWN  secondary key  key-51ab07c2d9e0  app-service-settings:script/SignalR",
            "  UNKNOWN  primary key    key-f82a4dfecae0  container-app:worker/signalr",
            "           by reference to key-vault-secret:kv/signalr",
            "  known    primary key    key-f82a4dfecae0  key-vault-secret:kv/signalr",
            "  searched: vaults",
            "",
            "2 places need a key and are not listed");
    assertThat(result.exitCode()).isEqualTo(Main.NEEDS_OPERATOR);
  }

  @Test
  void whoNeedsNoKeyMayStayUnlisted() {
    Sighting modern =
        new Sighting("container-app:modern/signalr", false, Use.IDENTITY, null, null, "- toy");
    ScanResult result = result(List.of("vaults"), List.of(), modern, VAULT);
    assertThat(table(result))
        .contains("  unknown  identity-based                    container-app:modern/signalr")
        .doesNotContain("UNKNOWN");
    assertThat(result.exitCode()).isEqualTo(Main.DONE);
  }

  @Test
  void whereEverybodyIsKnownAllIsWell() {
    ScanResult result = result(List.of("vaults"), List.of(), VAULT);
    assertThat(table(result)).endsWith("everybody who was found is known" + System.lineSeparator());
    assertThat(result.exitCode()).isEqualTo(Main.DONE);
  }

  @Test
  void whatCouldNotBeReadIsToldAndAllIsNotSaidToBeKnown() {
    ScanResult result = result(List.of("vaults"), List.of("vault kv2: 403"), VAULT);
    assertThat(table(result)).contains("not read: vault kv2: 403", "not everything could be read");
    assertThat(result.exitCode()).isEqualTo(Main.FAILED);
  }

  @Test
  void whereNothingWasSearchedNobodyIsSaidToBeKnown() {
    ScanResult result = result(List.of(), List.of(), VAULT);
    assertThat(table(result))
        .contains("nothing was searched", "name under scan in rekey.yaml")
        .doesNotContain("everybody");
    assertThat(result.exitCode()).isEqualTo(Main.FAILED);
  }

  @Test
  void aResourceThatCouldNotBeScannedSaysWhyAndFails() {
    ScannedResource failed =
        new ScannedResource(
            CHAT, "", new HolderReport(List.of(), List.of(), List.of()), "list keys of chat: 403");
    ScanResult result = new ScanResult(List.of(failed));
    assertThat(table(result)).contains("not scanned: list keys of chat: 403");
    assertThat(result.exitCode()).isEqualTo(Main.FAILED);
  }

  @Test
  void jsonTellsTheSame() throws Exception {
    ScanResult result = result(List.of("vaults"), List.of("kv2: 403"), VAULT, FOLLOWER);
    JsonNode json = new ObjectMapper().readTree(result.json("resources:\n"));
    assertThat(json.get("unknown").asInt()).isOne();
    assertThat(json.get("complete").asBoolean()).isFalse();
    assertThat(json.get("fragment").asText()).isEqualTo("resources:\n");
    JsonNode holder = json.at("/resources/0/holders/1");
    assertThat(holder.get("kind").asText()).isEqualTo("container-app");
    assertThat(holder.get("known").asBoolean()).isFalse();
    assertThat(holder.get("holds").asText()).isEqualTo("PRIMARY");
    assertThat(holder.get("source").asText()).isEqualTo("key-vault-secret:kv/signalr");
    assertThat(json.at("/resources/0/holders/0").has("source")).isFalse();
    assertThat(json.at("/resources/0/unread/0").asText()).isEqualTo("kv2: 403");
  }

  @Test
  void progressTellsWhatIsSearchedAndNotWhatIsDone() {
    try (ScanProgress progress =
        new ScanProgress(new Screen(new PrintWriter(new StringWriter()), false))) {
      assertThat(progress.words(Duration.ofSeconds(1)))
          .isEqualTo("1 s, 0 searches done, reading keys and targets");
      progress.began(CHAT, "vaults");
      progress.began(CHAT, "apps in subscription s");
      assertThat(progress.words(Duration.ofSeconds(2)))
          .isEqualTo("2 s, 0 searches done, searching chat: vaults and 1 more");
      progress.ended(CHAT, "vaults");
      assertThat(progress.words(Duration.ofSeconds(3)))
          .isEqualTo("3 s, 1 searches done, searching chat: apps in subscription s");
    }
  }
}
