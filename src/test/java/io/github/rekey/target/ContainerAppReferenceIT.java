package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static io.github.rekey.target.FakeContainerApp.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.Holding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContainerAppReferenceIT extends ContainerAppCase {
  @Test
  void hasAReferenceFetchedAnewAndRestartsInsteadOfWriting() {
    ContainerAppTarget target = seen(referring);
    assertThat(target.read()).isEqualTo(new Holding.Reference("key-vault-secret:kv-demo/signalr"));
    referring.putInVault(URL, connectionString(Keys.NEW));
    assertThat(waitingFor(look(target))).contains("to fetch the new version");
    looks(target, 2);
    assertThat(evidence(look(target))).contains("has the new key").doesNotContain("version");
    assertThat(referring.calls()).containsExactly("write", "restart referring--a");
    assertThat(referring.secret(SECRET).path("keyVaultUrl").asText()).isEqualTo(URL);
    assertThat(referring.value("first")).isEqualTo("stays");
  }

  @Test
  void doesNotRestartBeforeTheReferenceWasFetched() {
    ContainerAppTarget target = seen(referring);
    referring.putInVault(URL, connectionString(Keys.NEW));
    referring.fetchNothing();
    looks(target, 5);
    assertThat(referring.calls()).containsExactly("write");
    clock.tick(Duration.ofMinutes(3));
    looks(target, 3);
    assertThat(referring.calls()).containsExactly("write", "write");
    referring.fetch();
    looks(target, 1);
    assertThat(referring.calls()).containsExactly("write", "write", "restart referring--a");
  }

  @Test
  void restartsAfterAnUpdateWhereTheFetchedValueIsNotShown() {
    referring.hideFetchedValues();
    referring.putInVault(URL, connectionString(Keys.NEW));
    ContainerAppTarget target = seen(referring);
    looks(target, 3);
    assertThat(evidence(look(target)))
        .contains("was made to fetch its key")
        .doesNotContain("has the new key");
    assertThat(referring.calls()).containsExactly("write", "restart referring--a");
  }

  @Test
  void takesTheVersionOutOfAReferenceAndSaysSo() {
    referring.withReference(SECRET, URL + "/v7", connectionString(Keys.OLD));
    referring.putInVault(URL, connectionString(Keys.NEW));
    ContainerAppTarget target = seen(referring);
    looks(target, 3);
    assertThat(evidence(look(target))).contains("named one version").contains("names none");
    assertThat(referring.secret(SECRET).path("keyVaultUrl").asText()).isEqualTo(URL);
  }
}
