package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.identity.CredentialUnavailableException;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureErrorsTest {
  private static final Call READ = Call.read("listKeys", "SignalR chat", "the role Reader");
  private static final Call WRITE = Call.write("regenerateKey", "SignalR chat", "the role Owner");

  @ParameterizedTest
  @CsvSource({
    "429, THROTTLED, false",
    "500, UNAVAILABLE, true",
    "502, UNAVAILABLE, true",
    "503, UNAVAILABLE, true",
    "408, UNAVAILABLE, true",
    "401, NO_RIGHT, false",
    "403, NO_RIGHT, false",
    "404, GONE, false",
    "409, CONFLICT, false",
    "412, CONFLICT, false",
    "400, REFUSED, false",
    "302, REFUSED, false"
  })
  void classifiesAnAnswerByItsStatus(int status, Kind kind, boolean effectOfAWrite) {
    CallFailed write = AzureErrors.ofStatus(WRITE, status, "SomeCode", null);
    assertThat(write.kind()).isEqualTo(kind);
    assertThat(write.effectPossible()).isEqualTo(effectOfAWrite);
    assertThat(write).hasMessageContaining("regenerateKey of SignalR chat");
    assertThat(write).hasMessageContaining("HTTP " + status + " SomeCode");
    assertThat(AzureErrors.ofStatus(READ, status, "", null).effectPossible()).isFalse();
  }

  @Test
  void doesNotRepeatACodeThatLooksLikeSomethingElse() {
    assertThat(AzureErrors.ofStatus(READ, 400, "AccessKey=abc;", null))
        .hasMessageNotContaining("abc");
  }

  @Test
  void tellsWhenItIsTriedAgain() {
    assertThat(AzureErrors.ofStatus(READ, 429, "", Duration.ofSeconds(17)))
        .hasMessageContaining("tried again in 17 s");
  }

  @Test
  void readsWhenToTryAgainOffAnotherClientsAnswer() {
    assertThat(AzureErrors.ofAnswer(READ, 429, "", "17").retryAfter())
        .isEqualTo(Duration.ofSeconds(17));
    assertThat(AzureErrors.ofAnswer(READ, 429, "", (String) null).retryAfter()).isNull();
  }

  @Test
  void doubtsAWriteWithoutAnAnswer() {
    CallFailed lost =
        AzureErrors.classify(WRITE, new UncheckedIOException(new HttpTimeoutException("late")));
    assertThat(lost.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(lost.effectPossible()).isTrue();
    CallFailed late = AzureErrors.classify(WRITE, new RuntimeException(new TimeoutException()));
    assertThat(late.effectPossible()).isTrue();
  }

  @Test
  void doesNotDoubtAWriteThatWasNeverSent() {
    IOException refused = new ConnectException("refused");
    CallFailed failure = AzureErrors.classify(WRITE, new UncheckedIOException(refused));
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.effectPossible()).isFalse();
  }

  @Test
  void takesAMissingCredentialForAMissingRight() {
    assertThat(AzureErrors.classify(WRITE, new CredentialUnavailableException("none")))
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.NO_RIGHT))
        .satisfies(failure -> assertThat(failure.effectPossible()).isFalse());
    assertThat(AzureErrors.classify(READ, new ClientAuthenticationException("wrong", null)).kind())
        .isEqualTo(Kind.NO_RIGHT);
  }

  /** As MSAL tells of an answer of the token endpoint; its own constructor is not for others. */
  private static final class TokenAnswer extends MsalServiceException {
    private static final long serialVersionUID = 1L;
    private final int status;

    TokenAnswer(int status) {
      super("AADSTS7000215: Invalid client secret provided: abc", "invalid_client");
      this.status = status;
    }

    @Override
    public Integer statusCode() {
      return status;
    }

    @Override
    public Map<String, List<String>> headers() {
      return status == 429 ? Map.of("retry-after", List.of("7")) : Map.of();
    }
  }

  /** As the SDK wraps it. */
  private static CallFailed withoutToken(Exception failure) {
    return AzureErrors.classify(WRITE, new RuntimeException(new ExecutionException(failure)));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403})
  void takesARefusedIdentityForAMissingRight(int status) {
    CallFailed refused = withoutToken(new TokenAnswer(status));
    assertThat(refused.kind()).isEqualTo(Kind.NO_RIGHT);
    assertThat(refused.effectPossible()).isFalse();
    assertThat(refused)
        .hasMessageEndingWith(
            "no token for Rekey's identity (TokenAnswer); check the azure identity in rekey.yaml")
        .hasMessageNotContaining("abc")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 504})
  void doesNotTakeABrokenTokenEndpointForAMissingRight(int status) {
    assertPassing(withoutToken(new TokenAnswer(status)), Kind.UNAVAILABLE);
    String bare =
        "Unknown service exception. Http request returned status code "
            + status
            + " with no response body";
    assertPassing(withoutToken(new MsalServiceException(bare, "unknown")), Kind.UNAVAILABLE);
  }

  @Test
  void doesNotTakeABusyTokenEndpointForAMissingRight() {
    CallFailed busy = withoutToken(new TokenAnswer(429));
    assertPassing(busy, Kind.THROTTLED);
    assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    CallFailed held = withoutToken(new MsalThrottlingException(2_000));
    assertPassing(held, Kind.THROTTLED);
    assertThat(held.retryAfter()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void doesNotTakeAnUnreachableTokenEndpointForAMissingRight() {
    assertPassing(
        withoutToken(new MsalClientException(new UncheckedIOException(new IOException("reset")))),
        Kind.UNAVAILABLE);
    assertPassing(withoutToken(new MsalClientException(new TimeoutException())), Kind.UNAVAILABLE);
    assertPassing(
        AzureErrors.classify(
            WRITE, new CredentialUnavailableException("IMDS", new ConnectException("refused"))),
        Kind.UNAVAILABLE);
  }

  @Test
  void takesAnIdentityThatCannotBeUsedForAMissingRight() {
    assertThat(withoutToken(new MsalClientException("no such authority", "x")).kind())
        .isEqualTo(Kind.NO_RIGHT);
    assertThat(withoutToken(new MsalServiceException("no status", "x")).kind())
        .isEqualTo(Kind.NO_RIGHT);
  }

  @Test
  void doubtsAWriteWhoseAnswerTheSdkLost() {
    CallFailed lost = AzureErrors.classify(WRITE, new HttpResponseException("cut", null));
    assertThat(lost.kind()).isEqualTo(Kind.REFUSED);
    assertThat(lost.effectPossible()).isTrue();
  }

  private static void assertPassing(CallFailed failure, Kind kind) {
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.passing()).isTrue();
    assertThat(failure.effectPossible()).isFalse();
    assertThat(failure)
        .hasMessageContaining("no token for Rekey's identity")
        .hasMessageContaining("it is tried again");
  }

  @Test
  void doesNotQuoteOrKeepTheSdksException() {
    CallFailed failure = AzureErrors.classify(WRITE, new IllegalStateException("AccessKey=abc"));
    assertThat(failure).hasMessageNotContaining("abc").hasNoCause();
    assertThat(failure.effectPossible()).isTrue();
  }

  @Test
  void leavesAClassifiedFailureAsItIs() {
    CallFailed known = AzureErrors.ofStatus(READ, 404, "", null);
    assertThat(AzureErrors.classify(WRITE, known)).isSameAs(known);
  }

  @Test
  void readsAzuresMillisecondsByEitherName() {
    for (String name : List.of("x-ms-retry-after-ms", "retry-after-ms")) {
      HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.fromString(name), "7000");
      assertThat(RetryAfter.in(headers)).as(name).contains(Duration.ofSeconds(7));
    }
  }

  @Test
  void readsRetryAfterAsSecondsOrDate() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(RetryAfter.of("12", now)).contains(Duration.ofSeconds(12));
    assertThat(RetryAfter.of("Thu, 1 Jan 2026 00:00:30 GMT", now)).contains(Duration.ofSeconds(30));
    assertThat(RetryAfter.of("Wed, 31 Dec 2025 00:00:00 GMT", now)).contains(Duration.ZERO);
  }

  @Test
  void doesNotReadNonsenseAsAPause() {
    assertThat(RetryAfter.of("soon", Instant.EPOCH)).isEmpty();
    assertThat(RetryAfter.of(null, Instant.EPOCH)).isEmpty();
  }
}
