package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How high a count was, by minutes, for as long as anybody may ask. */
class PeaksTest {
  private static final Instant NOON = Alerts.NOON;
  private final Peaks peaks = new Peaks();

  private static Instant at(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  private int highest(int from, int to) {
    return peaks.highest(at(from), at(to)).count();
  }

  @Test
  void theHighestOfAMinuteCountsThoughItWasLowerAtItsEnd() {
    peaks.note(at(1), 5);
    peaks.note(at(1).plusSeconds(20), 9);
    peaks.note(at(1).plusSeconds(40), 3);
    assertThat(highest(1, 1)).isEqualTo(9);
    assertThat(highest(2, 5)).as("what it ended on").isEqualTo(3);
  }

  @Test
  void whatComesAfterIsNotCounted() {
    peaks.note(at(1), 5);
    peaks.note(at(9), 20);
    assertThat(highest(0, 8)).isEqualTo(5);
    assertThat(highest(0, 9)).isEqualTo(20);
  }

  @Test
  void whatWasMoreThanTwoHoursAgoIsForgottenButForTheCountThatItEndedOn() {
    peaks.note(at(0), 50);
    peaks.note(at(1), 7);
    peaks.note(at(125), 8);
    assertThat(highest(0, 0)).isZero();
    assertThat(highest(90, 120)).isEqualTo(7);
  }

  @Test
  void whatWasTwoHoursAgoIsNotForgotten() {
    peaks.note(at(0), 50);
    peaks.note(at(1), 7);
    peaks.note(at(120), 8);
    assertThat(highest(0, 0)).isEqualTo(50);
  }
}
