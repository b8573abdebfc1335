package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.triage.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatrolTest {
  private static final Duration EVERY = Duration.ofMinutes(10);
  private final TickingClock clock = new TickingClock();
  private final SharedRounds rounds = new SharedRounds();
  private final List<String> looks = new ArrayList<>();

  @Test
  void looksAtTheStartAndThenOnceAPeriod() {
    Patrol patrol = patrol(1);
    walk(patrol, Duration.ofSeconds(5));
    assertThat(looks).hasSize(1);
    walk(patrol, EVERY);
    assertThat(looks).hasSize(2);
    walk(patrol, EVERY.multipliedBy(3));
    assertThat(looks).hasSize(5);
  }

  @Test
  void looksAgainAfterARestartThoughThePeriodIsNotOver() {
    walk(patrol(1), Duration.ofSeconds(5));
    walk(patrol(1), Duration.ofSeconds(5));
    assertThat(looks).hasSize(2);
  }

  @Test
  void aSecondReplicaDoesNotRepeatTheLooks() {
    Patrol one = patrol(20);
    Patrol two = patrol(20);
    for (int second = 0; second < 3600; second++) {
      clock.tick(Duration.ofSeconds(1));
      one.step();
      two.step();
    }
    assertThat(looks).hasSizeBetween(20 * 5, 20 * 7);
  }

  @Test
  void anotherReplicaGoesOnWhereOneDied() {
    Patrol dies = patrol(1);
    Patrol lives = patrol(1);
    clock.tick(Duration.ofSeconds(1));
    dies.step();
    walk(lives, EVERY.multipliedBy(3));
    assertThat(looks.size()).isBetween(3, 4);
  }

  @Test
  void aLargeFleetIsSpreadOverThePeriod() {
    Patrol patrol = patrol(1000);
    for (int second = 0; second < 300; second++) {
      int before = looks.size();
      clock.tick(Duration.ofSeconds(1));
      patrol.step();
      assertThat(looks.size() - before).isLessThanOrEqualTo(4);
    }
    assertThat(looks).hasSize(1000).doesNotHaveDuplicates();
  }

  private void walk(Patrol patrol, Duration time) {
    for (int second = 0; second < time.toSeconds(); second++) {
      clock.tick(Duration.ofSeconds(1));
      patrol.step();
    }
  }

  private Patrol patrol(int resources) {
    Map<String, Runnable> all = new LinkedHashMap<>();
    IntStream.range(0, resources)
        .mapToObj(i -> "chat" + i)
        .forEach(name -> all.put(name, () -> looks.add(name)));
    return new Patrol(() -> all, rounds, EVERY, () -> 0.5, clock);
  }

  /** As the database keeps them for all replicas. */
  private final class SharedRounds implements Rounds {
    private final Map<String, Instant> due = new HashMap<>();
    private final Map<String, Instant> taken = new HashMap<>();

    @Override
    public boolean take(String what, Instant since, Instant next) {
      Instant now = clock.instant();
      boolean mine =
          !due.containsKey(what) || !due.get(what).isAfter(now) || taken.get(what).isBefore(since);
      if (mine) {
        due.put(what, next);
        taken.put(what, now);
      }
      return mine;
    }
  }
}
