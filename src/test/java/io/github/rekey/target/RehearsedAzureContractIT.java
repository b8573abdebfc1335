package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.azure.Rehearsal;
import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import io.github.rekey.sandbox.world.ContainerApp.Secret;
import io.github.rekey.sandbox.world.Site.Typed;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The contract for real Azure with variables that lead to the sandbox, as an operator would set
 * them: what it does there has been seen before it touches anybody's subscription.
 */
class RehearsedAzureContractIT {
  private static final String NAME = "Azure__SignalR__ConnectionString";
  private final RunningPlane running =
      new RunningPlane(
          ControlOptions.defaults().withLroDuration(Duration.ofMillis(1)), Clock.systemUTC());

  @AfterEach
  void stop() {
    running.close();
  }

  private Map<String, String> variables(String... more) {
    Map<String, String> variables = new HashMap<>(Rehearsal.variables(running));
    for (int i = 0; i < more.length; i += 2) {
      variables.put("REKEY_AZURE_" + more[i], more[i + 1]);
    }
    return variables;
  }

  private Map<String, String> vault(String value) {
    running.vault().put("marked", value, Map.of(), "");
    return variables("VAULT", running.plane().vaultUrl("kv").toString(), "SECRET", "marked");
  }

  @Test
  void aValueThatIsNotItsOwnIsNotTouched() {
    String others = "Endpoint=https://chat.service.signalr.net;AccessKey=k;Version=1.0;";
    Map<String, String> variables = vault(others);
    RealVaultContract contract =
        new RealVaultContract() {
          @Override
          protected Map<String, String> environment() {
            return variables;
          }
        };
    assertThatThrownBy(contract::connect)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(RealContract.MARKER.toString());
    assertThatThrownBy(() -> contract.store("x")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(contract::leaveTheMarker).isInstanceOf(AssertionError.class);
  }

  @Nested
  class KeyVaultSecret extends RealVaultContract {
    @Override
    protected Map<String, String> environment() {
      return vault(RESTING);
    }
  }

  @Nested
  class AppConfigurationKeyValue extends RealStoreContract {
    @Override
    protected Map<String, String> environment() {
      running.store().put("marked", "test", Content.text(RESTING));
      String store = running.plane().storeUrl("appcs").toString();
      return variables("STORE", store, "KEY", "marked", "LABEL", "test");
    }
  }

  @Nested
  class AppServiceSetting extends RealSettingContract {
    @Override
    protected Map<String, String> environment() {
      running.shop().replaceSettings(Map.of(NAME, RESTING));
      return variables("SITE", running.shop().id(), "SETTING", NAME);
    }
  }

  @Nested
  class AppServiceConnectionString extends RealConnectionStringContract {
    @Override
    protected Map<String, String> environment() {
      running.shop().replaceConnectionStrings(Map.of("SignalR", new Typed(RESTING, "Custom")));
      return variables("SITE", running.shop().id(), "CONNECTION_STRING", "SignalR");
    }
  }

  @Nested
  class ContainerAppSecret extends RealContainerAppContract {
    @Override
    protected Map<String, String> environment() {
      String id = running.shop().id().replace("Microsoft.Web/sites", "Microsoft.App/containerApps");
      running
          .azure()
          .add(
              new io.github.rekey.sandbox.world.ContainerApp(
                  id,
                  1,
                  List.of("one"),
                  Map.of(NAME, "signalr"),
                  List.of(Secret.of("signalr", RESTING))));
      return variables("CONTAINER_APP", id, "CONTAINER_APP_SECRET", "signalr");
    }
  }
}
