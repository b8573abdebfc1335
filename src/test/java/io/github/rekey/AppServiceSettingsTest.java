package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppServiceSettingsTest {
  private static final String SITE =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/web";

  @TempDir Path folder;

  private AppServiceSettings read(String lines) throws Exception {
    return read(SITE, lines);
  }

  private AppServiceSettings read(String site, String lines) throws Exception {
    String yaml =
        """
        resources:
          - id: /subscriptions/s/resourceGroups/g/providers/Microsoft.SignalRService/signalR/chat
            region: westeurope
            targets:
              - appService:
                  sites: [{id: %s, hub: "https://web/chat"}]
        %s
        """
            .formatted(site, lines.indent(10));
    Path file = Files.writeString(folder.resolve("rekey.yaml"), yaml);
    return (AppServiceSettings)
        new ConfigurationFile(Map.of()).read(file).resources().get(0).targets().get(0).kind();
  }

  @Test
  void withoutANameItIsTheUsualSetting() throws Exception {
    AppServiceSettings settings = read("");
    assertThat(settings.setting()).containsExactly("Azure__SignalR__ConnectionString");
    assertThat(settings.connectionString()).isNull();
  }

  @Test
  void oneNameStandsAloneAndSeveralInAList() throws Exception {
    assertThat(read("setting: A").setting()).containsExactly("A");
    assertThat(read("setting: [A, \"B:primary\"]").setting()).containsExactly("A", "B:primary");
  }

  @Test
  void aConnectionStringTakesTheSettingsPlace() throws Exception {
    AppServiceSettings settings = read("connectionString: SignalR");
    assertThat(settings.connectionString()).containsExactly("SignalR");
    assertThat(settings.setting()).isNull();
  }

  @Test
  void bothAtOnceAreRefused() {
    assertThatThrownBy(() -> read("setting: A\nconnectionString: B"))
        .isInstanceOf(ConfigurationFile.Problem.class)
        .hasMessageContaining("give one of setting, connectionString");
  }

  @Test
  void noNameOrOneTwiceIsRefused() {
    for (String names : List.of("setting: []", "setting: [A, A]", "connectionString: ''")) {
      assertThatThrownBy(() -> read(names)).isInstanceOf(ConfigurationFile.Problem.class);
    }
  }

  @Test
  void aSlotNeedsRightsOnItselfAndOnItsSite() throws Exception {
    assertThat(read(SITE + "/slots/staging", "").rights())
        .extracting(NeededRights::scope)
        .containsExactly(SITE + "/slots/staging", SITE);
  }
}
