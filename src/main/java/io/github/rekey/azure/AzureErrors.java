package io.github.rekey.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementException;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns whatever the Azure SDK throws into one {@link CallFailed}. Only the status and the error
 * code of an answer are kept: bodies and URLs may hold keys and signatures, so the SDK's exception
 * is not kept as a cause either.
 */
public final class AzureErrors {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,80}");

  private AzureErrors() {}

  public static CallFailed classify(Call call, Throwable failure) {
    if (failure instanceof CallFailed already) {
      return already;
    }
    Optional<CallFailed> withoutToken = TokenFailure.in(call, failure);
    if (withoutToken.isPresent()) {
      return withoutToken.get();
    }
    Optional<HttpResponseException> answer = find(failure, HttpResponseException.class);
    if (answer.isPresent() && answer.get().getResponse() != null) {
      HttpResponse response = answer.get().getResponse();
      Duration retryAfter = RetryAfter.in(response.getHeaders()).orElse(null);
      int status = busy(answer.get()) ? 409 : response.getStatusCode();
      return ofStatus(call, status, code(answer.get()), retryAfter);
    }
    if (find(failure, IOException.class).isPresent()
        || find(failure, TimeoutException.class).isPresent()) {
      return noAnswer(call, failure);
    }
    return unknown(call, failure);
  }

  /**
   * Classifies an answer by its status.
   *
   * @param code the answer's error code; empty if it had none
   */
  public static CallFailed ofStatus(
      Call call, int status, String code, @Nullable Duration retryAfter) {
    Kind kind = kind(status);
    boolean effectPossible = call.effect() && kind == Kind.UNAVAILABLE;
    String told = "HTTP " + status + (CODE.matcher(code).matches() ? " " + code : "");
    String next = effectPossible ? inDoubt() : next(kind, call, retryAfter);
    return new CallFailed(
        kind,
        "%s: %s (%s); %s".formatted(call.words(), words(kind), told, next),
        effectPossible,
        retryAfter,
        null);
  }

  /** Classifies an answer that was asked for without an SDK client. */
  public static CallFailed ofAnswer(Call call, HttpResponse answer) {
    Duration retryAfter = RetryAfter.in(answer.getHeaders()).orElse(null);
    return ofStatus(call, answer.getStatusCode(), "", retryAfter);
  }

  /**
   * Classifies an answer of another HTTP client.
   *
   * @param retryAfter the header's value, if there was one
   */
  public static CallFailed ofAnswer(
      Call call, int status, String code, @Nullable String retryAfter) {
    return ofStatus(call, status, code, RetryAfter.of(retryAfter, Instant.now()).orElse(null));
  }

  static Kind kind(int status) {
    return switch (status) {
      case 429 -> Kind.THROTTLED;
      case 401, 403 -> Kind.NO_RIGHT;
      case 404, 410 -> Kind.GONE;
      case 409, 412 -> Kind.CONFLICT;
      case 408 -> Kind.UNAVAILABLE;
      default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
    };
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case THROTTLED -> "throttled";
      case UNAVAILABLE -> "unavailable";
      case NO_RIGHT -> "not allowed";
      case GONE -> "not there";
      case CONFLICT -> "somebody else is changing it";
      case REFUSED -> "refused";
    };
  }

  static String next(Kind kind, Call call, @Nullable Duration retryAfter) {
    return switch (kind) {
      case THROTTLED ->
          retryAfter == null
              ? "it is tried again later"
              : "it is tried again in " + Math.max(1, retryAfter.toSeconds()) + " s";
      case UNAVAILABLE, CONFLICT -> "it is tried again later";
      case NO_RIGHT -> "grant Rekey's identity " + call.needs();
      case GONE -> "check that " + call.subject() + " exists and is spelled right in rekey.yaml";
      case REFUSED -> "repeating it will not help: look at " + call.subject();
    };
  }

  private static String inDoubt() {
    return "it may have taken effect all the same: look before repeating it";
  }

  private static CallFailed noAnswer(Call call, Throwable failure) {
    boolean neverSent =
        find(failure, ConnectException.class).isPresent()
            || find(failure, HttpConnectTimeoutException.class).isPresent();
    boolean effectPossible = call.effect() && !neverSent;
    String next = effectPossible ? inDoubt() : "it is tried again later";
    String message = "%s: no answer (%s); %s".formatted(call.words(), innermost(failure), next);
    return new CallFailed(Kind.UNAVAILABLE, message, effectPossible, null, null);
  }

  private static CallFailed unknown(Call call, Throwable failure) {
    String next = call.effect() ? inDoubt() : "look at the versions of Rekey and Azure's API";
    String message = "%s: failed (%s); %s".formatted(call.words(), innermost(failure), next);
    return new CallFailed(Kind.REFUSED, message, call.effect(), null, null);
  }

  private static boolean busy(HttpResponseException failure) {
    return failure instanceof ManagementException arm
        && arm.getValue() != null
        && OperationFailure.busy("", String.valueOf(arm.getValue().getMessage()));
  }

  private static String code(HttpResponseException failure) {
    if (failure instanceof ManagementException arm && arm.getValue() != null) {
      return String.valueOf(arm.getValue().getCode());
    }
    if (failure.getValue() instanceof Map<?, ?> body
        && body.get("error") instanceof Map<?, ?> error) {
      return String.valueOf(error.get("code"));
    }
    return "";
  }

  static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName();
  }

  static <T> Optional<T> find(Throwable failure, Class<T> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return Optional.of(kind.cast(cause));
      }
    }
    return Optional.empty();
  }
}
