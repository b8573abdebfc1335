package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.Spending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Standing ahead(int done, int underWay, int waiting) {
    return new Standing(NOW.minusSeconds(60), done, underWay, waiting, 0);
  }

  private static Duration left(Standing standing, Spending... spending) {
    Instant finish = Forecast.of(NOW, standing, List.of(spending)).finish();
    return finish == null ? Duration.ZERO : Duration.between(NOW, finish);
  }

  @Test
  void whatCannotBeMadeAtOnceComesAtTheRate() {
    Spending writes = new Spending("writes", 8, 0, 200, 10);
    assertThat(left(ahead(0, 0, 1000), writes)).isEqualTo(Duration.ofSeconds(780));
  }

  @Test
  void callsThatWereMadeForTheUnfinishedCountOff() {
    Spending writes = new Spending("writes", 8, 4000, 0, 10);
    assertThat(left(ahead(0, 1000, 0), writes)).isEqualTo(Duration.ofSeconds(400));
  }

  @Test
  void theScarcerKindDecides() {
    Spending writes = new Spending("writes", 8, 0, 0, 10);
    Spending reads = new Spending("reads", 50, 0, 0, 25);
    assertThat(left(ahead(0, 0, 10), writes, reads)).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aSmallMatterIsDoneAtOnceAsFarAsLimitsGo() {
    assertThat(left(ahead(0, 1, 0), new Spending("writes", 8, 0, 200, 10))).isZero();
  }

  @Test
  void nothingIsForecastWhereNothingIsLeftToDo() {
    Standing asking = new Standing(NOW, 10, 0, 0, 2);
    assertThat(Forecast.of(NOW, asking, List.of()).finish()).isNull();
    assertThat(asking.total()).isEqualTo(12);
  }

  @Test
  void allIncidentsCountWhereverTheyStandAndOnlySomeAreAhead() {
    Standing standing = new Standing(NOW, 1, 2, 4, 8);
    assertThat(standing.total()).isEqualTo(15);
    assertThat(standing.ahead()).isEqualTo(6);
  }
}
