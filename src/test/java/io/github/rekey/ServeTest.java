package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service refuses to start with; nothing here opens a port. */
class ServeTest {
  private static final String ENTRA =
      "intake: {webhooks: {entra: {tenantId: t, audiences: [\"api://rekey\"]}}}\n";
  @TempDir Path folder;

  private Configuration configuration(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("rekey.yaml"), yaml);
    return new ConfigurationFile(Map.of()).read(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "intake: {webhooks: {}}\n"})
  void refusesAnOpenWebhookOffLoopback(String intake) throws Exception {
    Configuration open = configuration("server: {host: 0.0.0.0, token: abc}\n" + intake);
    assertThatThrownBy(() -> Rekey.start(open))
        .isInstanceOf(ConfigurationFile.Problem.class)
        .hasMessageContaining("intake.webhooks")
        .hasMessageContaining("0.0.0.0")
        .hasMessageContaining("set entra or sharedSecret, or listen on 127.0.0.1");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "\"::1\""})
  void doesNotRefuseAnOpenWebhookOnLoopback(String host) throws Exception {
    Configuration open = configuration("server: {host: %s}\n".formatted(host));
    assertThatCode(() -> Entrance.gate(open)).doesNotThrowAnyException();
  }

  @Test
  void doesNotRefuseAWebhookWithEntraOffLoopback() throws Exception {
    Configuration closed = configuration("server: {host: 0.0.0.0}\n" + ENTRA);
    assertThat(Entrance.gate(closed).loopbackOnly()).isFalse();
  }

  @Test
  void refusesAMissingTokenOffLoopback() throws Exception {
    Configuration noToken = configuration("server: {host: 0.0.0.0}\n" + ENTRA);
    assertThatThrownBy(() -> Rekey.start(noToken))
        .isInstanceOf(ConfigurationFile.Problem.class)
        .hasMessageContaining("server.token")
        .hasMessageContaining("set a token, such as ${REKEY_TOKEN}");
  }

  @Test
  void refusesAGuessableSharedSecretAndDoesNotQuoteIt() throws Exception {
    Configuration weak =
        configuration("server: {host: 0.0.0.0}\nintake: {webhooks: {sharedSecret: hunter2}}\n");
    assertThatThrownBy(() -> Rekey.start(weak))
        .isInstanceOf(ConfigurationFile.Problem.class)
        .hasMessageContaining("intake.webhooks.sharedSecret")
        .hasMessageNotContaining("hunter2");
  }
}
