package io.github.rekey.triage;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.ToyAzure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two installations that know nothing of each other hear the same notice. They take turns in an
 * order that a seed decides, and also get between each other's looks, calls and writes.
 */
class TwoInstallationsTest {
  private static final int SEEDS = 300;
  private static final int MOST_TURNS = 6000;

  /**
   * Both slots by each, where their calls cross, and one by each that had to begin anew. Without
   * calls that cross it is two by both together.
   */
  private static final int MOST_REGENERATIONS = 6;

  /** A world with both in it. */
  private static final class World {
    private final Random random;
    private final TickingClock clock = new TickingClock();
    private final ToyAzure azure = new ToyAzure();
    private final List<ToyInstallation> both =
        List.of(
            new ToyInstallation(azure, new PaperJournals(), "one", clock),
            new ToyInstallation(azure, new PaperJournals(), "two", clock));
    private final Map<ToyInstallation, Instant> due = new HashMap<>();
    private ToyInstallation working;
    private boolean between;
    private Optional<KeySlot> person = Optional.empty();

    World(long seed) {
      random = new Random(seed);
      azure.outside = this::letTheOtherIn;
      both.forEach(
          one -> {
            one.hear(Alerts.notice(null));
            due.put(one, clock.instant());
          });
    }

    /** A call takes time, in which the other goes on. */
    private void letTheOtherIn(String point) {
      if (!between && random.nextInt(3) == 0) {
        between = true;
        work(both.get(random.nextInt(2)));
        between = false;
      }
    }

    private void work(ToyInstallation one) {
      if (one == working) {
        return;
      }
      ToyInstallation outer = working;
      working = one;
      one.turn()
          .ifPresentOrElse(
              again -> due.put(one, clock.instant().plus(again)), () -> due.remove(one));
      working = outer;
    }

    private void person(KeySlot slot) {
      person = Optional.of(slot);
    }

    private void run() {
      for (int turns = 0; !due.isEmpty(); turns++) {
        assertThat(turns).as("turns").isLessThan(MOST_TURNS);
        if (person.isPresent() && random.nextInt(40) == 0) {
          azure.replace(person.get());
          person = Optional.empty();
        }
        List<ToyInstallation> waiting = new ArrayList<>(due.keySet());
        waiting.sort((a, b) -> due.get(a).compareTo(due.get(b)));
        ToyInstallation next =
            random.nextInt(4) == 0 ? waiting.get(waiting.size() - 1) : waiting.get(0);
        Duration wait = Duration.between(clock.instant(), due.get(next));
        clock.tick(wait.isNegative() ? Duration.ofMillis(1) : wait);
        work(next);
      }
    }

    /** Azure tells each of what the other, or a person, did; nobody is asked in the end. */
    private void settle() {
      run();
      for (int round = 0; round < 4; round++) {
        both.forEach(
            one -> {
              one.hear(Alerts.regeneratedBy("bob"));
              due.put(one, clock.instant());
            });
        run();
      }
    }

    private void demandPeace(long seed) {
      String story = "seed %d: %s".formatted(seed, azure.history);
      assertThat(azure.keys.values()).as(story).contains(azure.usedByApp);
      assertThat(azure.keys.values()).as(story).containsAll(azure.stored.values());
      assertThat(azure.regenerated.size()).as(story).isLessThanOrEqualTo(MOST_REGENERATIONS);
      for (ToyInstallation one : both) {
        Incident last = one.newest();
        assertThat(last.state()).as(story).isIn(Incident.State.CLOSED, Incident.State.ASKING);
      }
    }
  }

  @Test
  void twoThatHearTheSameNoticeNeverFight() {
    Map<Integer, Integer> seen = new HashMap<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      World world = new World(seed);
      world.settle();
      seen.merge(world.azure.regenerated.size(), 1, Integer::sum);
      world.demandPeace(seed);
    }
    assertThat(seen).as("regenerations, of both together").containsKey(2);
  }

  @Test
  void norWhenAPersonAtThePortalReplacesAKeyInTheMidstOfIt() {
    for (long seed = 0; seed < SEEDS; seed++) {
      World world = new World(seed);
      world.person(seed % 2 == 0 ? PRIMARY : SECONDARY);
      world.settle();
      world.demandPeace(seed);
    }
  }
}
