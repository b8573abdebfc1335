package io.github.rekey.sandbox.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.world.Faults.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecretClientIT {
  private final RunningPlane running = new RunningPlane();
  private final SecretClient client =
      new SecretClientBuilder()
          .vaultUrl(running.plane().vaultUrl("kv").toString())
          .credential(running.credential())
          .disableChallengeResourceVerification()
          .httpClient(running.azureHttp())
          .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
          .buildClient();

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void keepsEveryVersionWithItsTags() {
    KeyVaultSecret first = client.setSecret("signalr", "one");
    KeyVaultSecret tagged = new KeyVaultSecret("signalr", "two");
    tagged.getProperties().setTags(Map.of("slot", "primary")).setContentType("text/plain");
    client.setSecret(tagged);

    KeyVaultSecret latest = client.getSecret("signalr");
    assertThat(latest.getValue()).isEqualTo("two");
    assertThat(latest.getProperties().getTags()).containsEntry("slot", "primary");
    assertThat(latest.getProperties().getContentType()).isEqualTo("text/plain");
    assertThat(client.getSecret("signalr", first.getProperties().getVersion()).getValue())
        .isEqualTo("one");
    assertThat(client.listPropertiesOfSecretVersions("signalr")).hasSize(2);
    assertThat(client.listPropertiesOfSecrets())
        .extracting(SecretProperties::getName)
        .containsExactly("signalr");
  }

  @Test
  void doesNotReadADisabledVersion() {
    KeyVaultSecret secret = client.setSecret("signalr", "one");
    client.updateSecretProperties(secret.getProperties().setEnabled(false));
    assertThatThrownBy(() -> client.getSecret("signalr"))
        .isInstanceOfSatisfying(
            HttpResponseException.class,
            e -> assertThat(e.getResponse().getStatusCode()).isEqualTo(403));
    assertThat(running.vault().latest("signalr").orElseThrow().enabled()).isFalse();
  }

  @Test
  void doesNotFindWhatIsNotThere() {
    assertThatThrownBy(() -> client.getSecret("nothing"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("SecretNotFound");
  }

  @Test
  void raisesAnEventWithoutTheValue() {
    KeyVaultSecret secret = client.setSecret("signalr", "the-value");
    await().until(() -> !running.queue().events("SecretNewVersionCreated").isEmpty());
    var event = running.queue().events("SecretNewVersionCreated").get(0);
    assertThat(event.at("/data/Id").asText()).isEqualTo(secret.getId());
    assertThat(event.path("subject").asText()).isEqualTo("signalr");
    assertThat(event.toString()).doesNotContain("the-value");
  }

  @Test
  void aRefusedWriteAddsNoVersion() {
    client.setSecret("signalr", "one");
    running.azure().faults().script(Kind.TARGET_REFUSES, "kv");
    assertThatThrownBy(() -> client.setSecret("signalr", "two"))
        .isInstanceOf(HttpResponseException.class);
    assertThat(running.vault().versions("signalr")).hasSize(1);
  }
}
