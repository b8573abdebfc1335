package io.github.rekey.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads how long a server wants to be left alone: seconds or a date, or Azure's milliseconds. */
public final class RetryAfter {
  /** Azure's in general, and App Configuration's own (Azure docs, REST API, throttling). */
  private static final List<HttpHeaderName> MILLIS =
      Stream.of("x-ms-retry-after-ms", "retry-after-ms").map(HttpHeaderName::fromString).toList();

  private RetryAfter() {}

  static Optional<Duration> in(HttpHeaders headers) {
    return MILLIS.stream()
        .flatMap(name -> number(headers.getValue(name)).stream())
        .findFirst()
        .map(Duration::ofMillis)
        .or(() -> of(headers.getValue(HttpHeaderName.RETRY_AFTER), Instant.now()));
  }

  /** In an answer that came without an SDK client. */
  public static Optional<Duration> in(java.net.http.HttpHeaders headers, Instant now) {
    return headers
        .firstValue(HttpHeaderName.RETRY_AFTER.getCaseInsensitiveName())
        .flatMap(v -> of(v, now));
  }

  static Optional<Duration> of(@Nullable String value, Instant now) {
    return number(value).map(Duration::ofSeconds).or(() -> until(value, now));
  }

  private static Optional<Long> number(@Nullable String value) {
    return value != null && value.matches("[0-9]{1,9}")
        ? Optional.of(Long.parseLong(value))
        : Optional.empty();
  }

  private static Optional<Duration> until(@Nullable String date, Instant now) {
    if (date == null) {
      return Optional.empty();
    }
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(then.isBefore(now) ? Duration.ZERO : Duration.between(now, then));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }
}
