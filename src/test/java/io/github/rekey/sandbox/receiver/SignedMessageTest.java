package io.github.rekey.sandbox.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The example of the Standard Webhooks libraries' own tests. */
class SignedMessageTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant SENT = Instant.ofEpochSecond(1614265330);
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static SignedMessage message(String id, String time, String signatures, String body) {
    return new SignedMessage(id, time, signatures, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theExampleIsGenuineAndSoIsOneOfSeveralSignatures() {
    assertThat(message(ID, "1614265330", SIGNATURE, BODY).genuine(SECRET, SENT)).isTrue();
    assertThat(message(ID, "1614265330", "v1,AAAA " + SIGNATURE, BODY).genuine(SECRET, SENT))
        .isTrue();
  }

  @Test
  void whateverIsChangedOrMissingIsNotGenuine() {
    assertThat(message(ID, "1614265330", SIGNATURE, BODY + " ").genuine(SECRET, SENT)).isFalse();
    assertThat(message(ID, "1614265331", SIGNATURE, BODY).genuine(SECRET, SENT)).isFalse();
    assertThat(message("x", "1614265330", SIGNATURE, BODY).genuine(SECRET, SENT)).isFalse();
    assertThat(message("", "1614265330", SIGNATURE, BODY).genuine(SECRET, SENT)).isFalse();
    assertThat(message(ID, "", SIGNATURE, BODY).genuine(SECRET, SENT)).isFalse();
    assertThat(message(ID, "1614265330", "", BODY).genuine(SECRET, SENT)).isFalse();
  }

  @Test
  void whatIsMoreThanFiveMinutesOffIsNotGenuine() {
    SignedMessage message = message(ID, "1614265330", SIGNATURE, BODY);
    Duration limit = Duration.ofMinutes(5);
    assertThat(message.genuine(SECRET, SENT.plus(limit))).isTrue();
    assertThat(message.genuine(SECRET, SENT.plus(limit).plusSeconds(1))).isFalse();
    assertThat(message.genuine(SECRET, SENT.minus(limit).minusSeconds(1))).isFalse();
  }
}
