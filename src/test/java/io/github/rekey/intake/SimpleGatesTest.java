package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimpleGatesTest {
  private static final GateSettings.SharedKey KEY =
      new GateSettings.SharedKey("a-long-shared-secret");

  @Test
  void theSharedKeyIsAdmittedAndNoOther() {
    WebhookGate gate = new SharedSecret(KEY);
    assertThat(gate.admit(new Knock(null, "a-long-shared-secret", "203.0.113.7")))
        .isInstanceOf(WebhookGate.Admitted.class);
    assertThat(gate.admit(new Knock(null, "a-long-shared-secreT", "127.0.0.1")))
        .isEqualTo(new WebhookGate.Denied(401, "wrong key"));
    assertThat(gate.admit(new Knock("Bearer x", null, "127.0.0.1")))
        .isInstanceOf(WebhookGate.Denied.class);
  }

  @Test
  void theOpenGateAdmitsThisMachineAndNoOther() {
    WebhookGate gate = new OpenOnLoopback();
    for (String address : new String[] {"127.0.0.1", "127.8.8.8", "::1", "[::1]"}) {
      assertThat(gate.admit(new Knock(null, null, address)))
          .isInstanceOf(WebhookGate.Admitted.class);
    }
    for (String address : new String[] {"203.0.113.7", "localhost", "", "10.0.0.1", null}) {
      assertThat(gate.admit(new Knock(null, null, address))).isInstanceOf(WebhookGate.Denied.class);
    }
  }

  @Test
  void onlyTheOpenGateIsForLoopbackOnly() {
    assertThat(new GateSettings.Open().loopbackOnly()).isTrue();
    assertThat(KEY.loopbackOnly()).isFalse();
  }

  @Test
  void secretsAreNotShown() {
    assertThat(KEY.toString()).doesNotContain("secret");
    assertThat(new Knock("Bearer abc", "def", "::1").toString()).doesNotContain("abc", "def");
    assertThat(
            QueueSettings.byConnectionString("Endpoint=sb://x;SharedAccessKey=abc", "q", 1)
                .toString())
        .doesNotContain("abc");
  }

  @Test
  void aShortSharedKeyIsNotTaken() {
    assertThatIllegalArgumentException().isThrownBy(() -> new GateSettings.SharedKey("short"));
  }

  @Test
  void theSettingsChooseTheGate() {
    HttpClient http = HttpClient.newHttpClient();
    assertThat(Gates.of(KEY, http, Clock.systemUTC())).isInstanceOf(SharedSecret.class);
    assertThat(Gates.of(new GateSettings.Open(), http, Clock.systemUTC()))
        .isInstanceOf(OpenOnLoopback.class);
    assertThat(Gates.of(GateSettings.Entra.publicCloud("t", Set.of("a")), http, Clock.systemUTC()))
        .isInstanceOf(EntraTokens.class);
  }
}
