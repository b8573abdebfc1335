package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.FakeAzure;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.StepOutcome;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyVaultSecretTargetIT {
  private final FakeVault vault = new FakeVault();
  private final FakeAzure azure = new FakeAzure(vault::routes);
  private final CountingFence fence = new CountingFence();
  private final KeyVaultSecretTarget target =
      new KeyVaultSecretTarget(
          new VaultSecret(
              new SecretPlace("kv-demo", "signalr"),
              azure.clients().secrets(azure.url()),
              azure.guarded(Dependency.KEY_VAULT)),
          0,
          new TickingClock());

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void readsTheKeyThatIsStored() {
    vault.store(connectionString(Keys.OLD), "{}");
    assertThat(target.name()).isEqualTo("key-vault-secret:kv-demo/signalr");
    assertThat(target.read()).isEqualTo(new Holding.Key(Keys.OLD));
  }

  @Test
  void addsAVersionWithTheNewKeyAndTagsInOneWrite() {
    vault.store(connectionString(Keys.OLD), "{\"owner\":\"team\",\"ValidityPeriodDays\":\"30\"}");
    assertThat(deliver()).isInstanceOf(StepOutcome.Done.class);
    assertThat(vault.newest().path("value").asText()).isEqualTo(connectionString(Keys.NEW));
    assertThat(vault.newest().path("contentType").asText()).isEqualTo("text/plain");
    assertThat(vault.newest().path("tags").path("owner").asText()).isEqualTo("team");
    assertThat(vault.newest().path("tags").path("CredentialId").asText()).isEqualTo("secondary");
    assertThat(vault.newest().path("tags").path("ProviderAddress").asText())
        .isEqualTo(Keys.CHAT.value());
    assertThat(vault.newest().path("attributes").path("exp").asLong())
        .isEqualTo(new TickingClock().instant().getEpochSecond() + 30L * 24 * 3600);
    assertThat(vault.writes()).isEqualTo(1);
    assertThat(fence.checks()).isEqualTo(1);
  }

  @Test
  void doesNotSetAnExpiryWhereNobodyAskedForOne() {
    vault.store(connectionString(Keys.OLD), "{}");
    deliver();
    assertThat(vault.newest().path("attributes").has("exp")).isFalse();
  }

  @Test
  void doesNotWriteWhatIsThereAlready() {
    vault.store(connectionString(Keys.NEW), "{}");
    assertThat(deliver()).isInstanceOf(StepOutcome.Done.class);
    assertThat(vault.writes()).isZero();
  }

  @Test
  void writesABareKeyAsABareKey() {
    vault.store(Keys.OLD.reveal(), "{}");
    deliver();
    assertThat(vault.newest().path("value").asText()).isEqualTo(Keys.NEW.reveal());
  }

  @Test
  void doesNotWriteOverSomebodyElsesNewVersion() {
    vault.store(connectionString(Keys.OLD), "{}");
    vault.beforeNextRead(() -> vault.store(connectionString(Keys.ALIEN), "{}"));
    CallFailed failure = catchThrowableOfType(CallFailed.class, this::deliver);
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.CONFLICT);
    assertThat(vault.writes()).isZero();
  }

  @Test
  void doesNotWriteBehindALostFence() {
    vault.store(connectionString(Keys.OLD), "{}");
    fence.lose();
    assertThatThrownBy(this::deliver).isInstanceOf(Fence.Superseded.class);
    assertThat(vault.writes()).isZero();
  }

  @Test
  void doesNotWriteIntoAnotherResourcesConnectionString() {
    vault.store(connectionString(Keys.OLD).replace("chat.", "shop."), "{}");
    assertThat(deliver())
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.REFUSED));
  }

  @Test
  void leavesAnIdentityBasedSecretAlone() {
    vault.store("Endpoint=https://chat.service.signalr.net;AuthType=azure.msi", "{}");
    assertThat(deliver()).isInstanceOf(StepOutcome.Done.class);
    assertThat(vault.writes()).isZero();
  }

  @Test
  void tellsThatTheSecretIsNotThere() {
    CallFailed failure = catchThrowableOfType(CallFailed.class, target::read);
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.GONE);
    assertThat(failure).hasMessageContaining("secret kv-demo/signalr");
  }

  @Test
  void disablesOldVersionsOfThisResourceOnly() {
    vault.store(connectionString(Keys.OLD), "{}");
    vault.store(connectionString(Keys.OLD).replace("chat.", "shop."), "{}");
    vault.store(Keys.ALIEN.reveal(), "{}");
    vault.store(Keys.ALIEN.reveal(), "{\"ProviderAddress\":\"" + Keys.CHAT.value() + "\"}");
    vault.store(connectionString(Keys.NEW), "{}");
    target.retire(Keys.NEW_KEY, fence);
    assertThat(vault.enabled(0)).isFalse();
    assertThat(vault.enabled(1)).isTrue();
    assertThat(vault.enabled(2)).isTrue();
    assertThat(vault.enabled(3)).isFalse();
    assertThat(vault.enabled(4)).isTrue();
    assertThat(fence.checks()).isEqualTo(2);
  }

  @Test
  void doesNotRetireAnythingBeforeTheNewKeyIsTheLatest() {
    vault.store(connectionString(Keys.ALIEN), "{}");
    vault.store(connectionString(Keys.OLD), "{}");
    target.retire(Keys.NEW_KEY, fence);
    assertThat(vault.enabled(0)).isTrue();
  }

  private StepOutcome deliver() {
    return target.deliver(Keys.NEW_KEY, Map.of(), fence);
  }
}
