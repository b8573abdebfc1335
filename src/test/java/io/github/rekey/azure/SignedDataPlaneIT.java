package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.DataPlane.Answer;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedDataPlaneIT {
  private static final String PROBE = "/api/hubs/rekey-probe/connections/rekey-probe";
  private volatile int status;
  private volatile String code = "";
  private final FakeAzure azure =
      new FakeAzure(
          routes ->
              routes.head(
                  PROBE,
                  x -> {
                    String token = String.valueOf(x.header("Authorization")).substring(7);
                    boolean known = Signature.signedBy(token, Keys.NEW);
                    x.header("x-ms-error-code", code).status(known ? status : 401);
                  }));
  private final SignedDataPlane dataPlane =
      new SignedDataPlane(
          azure.clients().plainHttp(), azure.guarded(Dependency.DATA_PLANE), Clock.systemUTC());

  @AfterEach
  void stop() {
    azure.close();
  }

  @ParameterizedTest
  @CsvSource({
    "404, Warning.Connection.NotExisted, ACCEPTED",
    "200, '', ACCEPTED",
    "404, '', UNCLEAR",
    "401, '', REJECTED",
    "403, '', UNCLEAR",
    "429, '', UNCLEAR",
    "500, '', UNCLEAR",
    "302, '', UNCLEAR"
  })
  void readsTheAnswer(int answered, String errorCode, Answer meaning) {
    status = answered;
    code = errorCode;
    assertThat(dataPlane.ask(azure.url(), Keys.NEW)).isEqualTo(meaning);
  }

  @Test
  void isRejectedWithAKeyThatTheServiceDoesNotKnow() {
    status = 200;
    assertThat(dataPlane.ask(azure.url(), Keys.OLD)).isEqualTo(Answer.REJECTED);
  }

  @Test
  void doesNotAskTwice() {
    status = 503;
    assertThat(dataPlane.ask(azure.url(), Keys.NEW)).isEqualTo(Answer.UNCLEAR);
    assertThat(azure.count(PROBE)).isEqualTo(1);
  }

  @Test
  void saysNothingOfAServiceThatDoesNotAnswer() {
    assertThat(dataPlane.ask(URI.create("https://localhost:1/"), Keys.NEW))
        .isEqualTo(Answer.UNCLEAR);
  }
}
