package io.github.rekey.triage;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A maintenance window in local time. One that ends before it begins runs over midnight and belongs
 * to the day on which it begins.
 */
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  /** A window may fall into the hour that a change of the clocks skips; the next does not. */
  private static final int DAYS_AHEAD = 15;

  private record Span(Instant begin, Instant end) {}

  /** The time itself if the window is open then, or else when it opens next. */
  Instant openAt(Instant time) {
    LocalDate day = time.atZone(zone).toLocalDate();
    return IntStream.rangeClosed(-1, DAYS_AHEAD)
        .mapToObj(day::plusDays)
        .filter(date -> days.contains(date.getDayOfWeek()))
        .map(this::on)
        .filter(span -> span.end().isAfter(time) && span.begin().isBefore(span.end()))
        .map(span -> span.begin().isAfter(time) ? span.begin() : time)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a window that never opens: " + this));
  }

  /** The same for several: the earliest. */
  static Instant openAt(List<Window> windows, Instant time) {
    return windows.stream()
        .map(window -> window.openAt(time))
        .min(Comparator.naturalOrder())
        .orElse(time);
  }

  private Span on(LocalDate date) {
    LocalDate last = to.isAfter(from) ? date : date.plusDays(1);
    return new Span(instant(date.atTime(from), false), instant(last.atTime(to), true));
  }

  /** A skipped time is when the clocks change; one that comes twice begins early and ends late. */
  private Instant instant(LocalDateTime local, boolean later) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    ZonedDateTime at = local.atZone(zone);
    return (later ? at.withLaterOffsetAtOverlap() : at.withEarlierOffsetAtOverlap()).toInstant();
  }
}
