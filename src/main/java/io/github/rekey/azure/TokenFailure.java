package io.github.rekey.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalJsonParsingException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call that was never sent, because no token could be had for it. An identity that Entra refuses
 * is for a person to correct; a token endpoint that is down, busy or answers gibberish passes.
 */
final class TokenFailure {
  /** MSAL tells the status of an answer without a body in its message alone. */
  private static final Pattern STATUS = Pattern.compile("returned status code:? ([0-9]{3})");

  private TokenFailure() {}

  /** Empty if it was not the token that was missing. */
  static Optional<CallFailed> in(Call call, Throwable failure) {
    Optional<MsalException> entra = AzureErrors.find(failure, MsalException.class);
    boolean without =
        AzureErrors.find(failure, ClientAuthenticationException.class)
            .filter(e -> e.getResponse() == null)
            .isPresent();
    if (entra.isEmpty() && !without) {
      return Optional.empty();
    }
    Optional<MsalServiceException> answer = AzureErrors.find(failure, MsalServiceException.class);
    Kind kind =
        noAnswer(failure) ? Kind.UNAVAILABLE : answer.map(TokenFailure::kind).orElse(Kind.NO_RIGHT);
    Duration retryAfter = answer.flatMap(TokenFailure::retryAfter).orElse(null);
    String next =
        kind == Kind.NO_RIGHT
            ? "check the azure identity in rekey.yaml"
            : AzureErrors.next(kind, call, retryAfter);
    String message =
        "%s: no token for Rekey's identity (%s); %s"
            .formatted(call.words(), AzureErrors.innermost(failure), next);
    return Optional.of(new CallFailed(kind, message, false, retryAfter, null));
  }

  private static boolean noAnswer(Throwable failure) {
    return AzureErrors.find(failure, IOException.class).isPresent()
        || AzureErrors.find(failure, TimeoutException.class).isPresent();
  }

  private static Kind kind(MsalServiceException answer) {
    if (answer instanceof MsalThrottlingException) {
      return Kind.THROTTLED;
    }
    if (answer instanceof MsalJsonParsingException) {
      return Kind.UNAVAILABLE;
    }
    Kind kind = AzureErrors.kind(status(answer));
    return kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE ? kind : Kind.NO_RIGHT;
  }

  private static int status(MsalServiceException answer) {
    Integer told = answer.statusCode();
    if (told != null) {
      return told;
    }
    Matcher status = STATUS.matcher(String.valueOf(answer.getMessage()));
    return status.find() ? Integer.parseInt(status.group(1)) : 0;
  }

  private static Optional<Duration> retryAfter(MsalServiceException answer) {
    if (answer instanceof MsalThrottlingException throttled) {
      return Optional.of(Duration.ofMillis(throttled.retryInMs()));
    }
    HttpHeaders headers = new HttpHeaders();
    if (answer.headers() != null) {
      answer.headers().forEach((n, values) -> headers.set(HttpHeaderName.fromString(n), values));
    }
    return RetryAfter.in(headers);
  }
}
