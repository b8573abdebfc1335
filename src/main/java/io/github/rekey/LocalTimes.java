package io.github.rekey;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads times as people write them; what does not fit is told with the key and an example. */
final class LocalTimes {
  private LocalTimes() {}

  static LocalTime time(String key, String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is no time of day; write it such as 02:30".formatted(key, text), e);
    }
  }

  static ZoneId zone(String key, String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is no time zone; write it such as Europe/Berlin or UTC".formatted(key, text),
          e);
    }
  }

  static Instant instant(String key, String text, @Nullable String zone) {
    try {
      return zone == null
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text)
              .atZone(zone(key.replaceAll("[.].*", ".zone"), zone))
              .toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is no point in time; write 2026-12-20T00:00:00Z, or 2026-12-20T00:00 and zone"
              .formatted(key, text),
          e);
    }
  }
}
