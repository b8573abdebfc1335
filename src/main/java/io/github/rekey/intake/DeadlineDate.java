package io.github.rekey.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds the date by which keys are to be regenerated: an ISO date or a date with an English month
 * and a year, after a word such as "by" or "on". A date means the start of that day in UTC, the
 * earliest it can mean. Several different dates, or 03/04/2026, are no clear date.
 */
final class DeadlineDate {
  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("mar", 3),
          Map.entry("apr", 4),
          Map.entry("may", 5),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("oct", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12));

  private static final String MONTH =
      "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{1,6})?\\.?";
  private static final String LEAD =
      "\\b(?:by|before|on|until|after|from|starting|than|date|deadline)\\s(?:(?:the|on|end of"
          + "|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?,?\\s){0,2}";
  private static final Pattern DATE =
      Pattern.compile(
          LEAD
              + "(?:(\\d{4}-\\d\\d-\\d\\d)(t\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:z|[+-]\\d\\d:\\d\\d))?(?!\\d)"
              + "|(\\d{1,2})(?:st|nd|rd|th)?(?: of)?\\s"
              + MONTH
              + ",?\\s(\\d{4})\\b"
              + "|"
              + MONTH
              + "\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})\\b)");

  private DeadlineDate() {}

  /**
   * @param sentences in lower case, those that make the demand
   */
  static Optional<Instant> in(List<String> sentences) {
    Set<Instant> dates = new TreeSet<>();
    for (String sentence : sentences) {
      DATE.matcher(sentence).results().flatMap(found -> read(found).stream()).forEach(dates::add);
    }
    return dates.size() == 1 ? Optional.of(dates.iterator().next()) : Optional.empty();
  }

  private static Optional<Instant> read(MatchResult found) {
    try {
      if (found.group(2) != null) {
        return Optional.of(OffsetDateTime.parse(found.group(1) + found.group(2)).toInstant());
      }
      return Optional.of(day(found).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static LocalDate day(MatchResult found) {
    if (found.group(1) != null) {
      return LocalDate.parse(found.group(1));
    }
    return found.group(3) != null
        ? day(found.group(5), found.group(4), found.group(3))
        : day(found.group(8), found.group(6), found.group(7));
  }

  private static LocalDate day(String year, String month, String day) {
    return LocalDate.of(
        Integer.parseInt(year), MONTHS.getOrDefault(month, 0), Integer.parseInt(day));
  }
}
