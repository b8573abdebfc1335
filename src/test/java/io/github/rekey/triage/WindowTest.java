package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Berlin changes to summer time on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00. */
class WindowTest {
  private static Window window(String from, String to, Set<DayOfWeek> days) {
    return new Window(days, LocalTime.parse(from), LocalTime.parse(to), ZoneId.of("Europe/Berlin"));
  }

  @ParameterizedTest
  @CsvSource({
    // from, to, now, next time at which it is open
    "02:00, 04:00, 2026-01-10T01:30:00Z, 2026-01-10T01:30:00Z",
    "02:00, 04:00, 2026-01-10T00:59:59Z, 2026-01-10T01:00:00Z",
    "02:00, 04:00, 2026-01-10T03:00:00Z, 2026-01-11T01:00:00Z",
    "22:00, 04:00, 2026-01-10T22:30:00Z, 2026-01-10T22:30:00Z",
    "22:00, 04:00, 2026-01-10T02:59:59Z, 2026-01-10T02:59:59Z",
    "22:00, 04:00, 2026-01-10T03:00:00Z, 2026-01-10T21:00:00Z",
    // the clocks go forward: 02:00 to 03:00 does not exist
    "02:30, 04:00, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
    "02:15, 02:45, 2026-03-29T00:00:00Z, 2026-03-30T00:15:00Z",
    "01:30, 02:30, 2026-03-29T00:59:59Z, 2026-03-29T00:59:59Z",
    "01:30, 02:30, 2026-03-29T01:00:00Z, 2026-03-29T23:30:00Z",
    "22:00, 05:00, 2026-03-29T02:59:59Z, 2026-03-29T02:59:59Z",
    // the clocks go back: 02:00 to 03:00 comes twice
    "02:30, 02:45, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z",
    "02:30, 02:45, 2026-10-25T01:44:59Z, 2026-10-25T01:44:59Z",
    "02:30, 02:45, 2026-10-25T01:45:00Z, 2026-10-26T01:30:00Z",
  })
  void opensAsTheClocksOfItsZoneSay(String from, String to, Instant now, Instant open) {
    assertThat(window(from, to, EnumSet.allOf(DayOfWeek.class)).openAt(now)).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    // a window over midnight belongs to the Saturday on which it begins
    "2026-01-10T21:30:00Z, 2026-01-10T21:30:00Z",
    "2026-01-11T02:30:00Z, 2026-01-11T02:30:00Z",
    "2026-01-11T21:30:00Z, 2026-01-17T21:00:00Z",
    "2026-01-10T02:30:00Z, 2026-01-10T21:00:00Z",
  })
  void belongsToTheDayOnWhichItBegins(Instant now, Instant open) {
    assertThat(window("22:00", "04:00", EnumSet.of(DayOfWeek.SATURDAY)).openAt(now))
        .isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-10T01:30:00Z, 2026-01-10T01:30:00Z",
    "2026-01-10T04:00:00Z, 2026-01-10T11:00:00Z"
  })
  void ofSeveralTheEarliestCounts(Instant now, Instant open) {
    Set<DayOfWeek> daily = EnumSet.allOf(DayOfWeek.class);
    List<Window> windows =
        List.of(window("12:00", "13:00", daily), window("02:00", "04:00", daily));
    assertThat(Window.openAt(windows, now)).isEqualTo(open);
  }

  @Test
  void oneThatIsOpenOnNoDayIsSaidNeverToOpen() {
    Window never = window("02:00", "04:00", Set.of());
    assertThatThrownBy(() -> never.openAt(Instant.parse("2026-01-10T01:30:00Z")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("a window that never opens: ");
  }
}
