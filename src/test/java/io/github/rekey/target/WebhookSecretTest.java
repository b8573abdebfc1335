package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {
  /** The example of the Standard Webhooks libraries' own tests. */
  @Test
  void signsAsStandardWebhooksDo() {
    WebhookSecret secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(
            secret.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(secret).hasToString("WebhookSecret(hidden)");
  }

  @Test
  void isNeitherShorterNorLongerThanTheSpecificationSays() {
    for (int bytes : new int[] {0, 23, 65}) {
      String text = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
      assertThatThrownBy(() -> WebhookSecret.parse(text)).hasMessageContaining("24 to 64");
    }
    assertThat(WebhookSecret.parse("whsec_" + Base64.getEncoder().encodeToString(new byte[64])))
        .isNotNull();
  }
}
