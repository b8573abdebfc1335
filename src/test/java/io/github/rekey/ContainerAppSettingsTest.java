package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.azure.Right;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerAppSettingsTest {
  private static final String ID =
      "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.App/containerApps/web";

  @TempDir Path folder;

  private TargetKind read(String id) throws Exception {
    String yaml =
        """
        resources:
          - id: /subscriptions/sub/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/chat
            region: westeurope
            targets:
              - containerApp:
                  id: %s
                  secret: signalr
        """
            .formatted(id);
    Path file = Files.writeString(folder.resolve("rekey.yaml"), yaml);
    Configuration configuration = new ConfigurationFile(Map.of()).read(file);
    return configuration.resources().get(0).targets().get(0).kind();
  }

  @Test
  void takesWhatASearchWritesDown() throws Exception {
    assertThat(read(ID))
        .isInstanceOfSatisfying(
            ContainerAppSettings.class,
            settings -> {
              assertThat(settings.id().value()).isEqualTo(ID);
              assertThat(settings.secret()).isEqualTo("signalr");
              assertThat(settings.hub()).isNull();
            });
  }

  @Test
  void needsItsRightsOnTheApp() throws Exception {
    List<NeededRights> needed = read(ID).rights();
    assertThat(needed).hasSize(1);
    assertThat(needed.get(0).scope()).isEqualTo(ID);
    assertThat(needed.get(0).rights())
        .extracting(Right::action)
        .contains(
            "Microsoft.App/containerApps/listSecrets/action", "Microsoft.App/containerApps/write");
  }

  @Test
  void doesNotTakeAnotherId() {
    assertThatThrownBy(() -> read(ID.replace("containerApps", "jobs")))
        .hasMessageContaining("not a container app id");
  }
}
