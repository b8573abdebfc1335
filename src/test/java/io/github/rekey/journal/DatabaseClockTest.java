package io.github.rekey.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
  private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");
  private static final Duration SKEW = Duration.ofSeconds(30);

  private Instant own = START;
  private Instant theirs = START.plus(SKEW);
  private int asked;
  private int slow;
  private final DatabaseClock clock = new DatabaseClock(() -> own, this::answer);

  /** Takes 10 ms to ask and 10 ms to answer; slow answers take a second longer on the way back. */
  private Instant answer() {
    asked++;
    pass(Duration.ofMillis(10));
    Instant told = theirs;
    pass(Duration.ofMillis(10));
    if (slow > 0) {
      slow--;
      pass(Duration.ofSeconds(1));
    }
    return told;
  }

  private void pass(Duration time) {
    own = own.plus(time);
    theirs = theirs.plus(time);
  }

  @Test
  void itShowsTheDatabasesTimeWhateverItsOwnClockSays() {
    clock.measure();
    assertThat(clock.instant()).isEqualTo(theirs);
    pass(Duration.ofMinutes(1));
    assertThat(clock.instant()).isEqualTo(theirs);
  }

  @Test
  void readingItAsksNobody() {
    clock.measure();
    int before = asked;
    clock.instant();
    clock.instant();
    assertThat(asked).isEqualTo(before);
  }

  @Test
  void theQuickestAnswerIsBelieved() {
    slow = 4;
    clock.measure();
    assertThat(clock.instant()).isEqualTo(theirs);
  }

  @Test
  void itFollowsAClockThatRunsFaster() {
    clock.measure();
    theirs = theirs.plusMillis(700);
    clock.measure();
    assertThat(clock.instant()).isEqualTo(theirs);
  }

  @Test
  void itDoesNotGoBackForASmallCorrection() {
    clock.measure();
    Instant shown = clock.instant();
    theirs = theirs.minusMillis(700);
    clock.measure();
    assertThat(clock.instant()).isEqualTo(shown);
    pass(Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(theirs);
  }

  @Test
  void itGoesBackWithADatabaseWhoseClockWasSetBack() {
    clock.measure();
    clock.instant();
    theirs = theirs.minus(SKEW);
    clock.measure();
    assertThat(clock.instant()).isEqualTo(theirs);
  }
}
