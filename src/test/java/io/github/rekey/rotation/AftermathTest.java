package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stops every plan at every point, for good, and compares what is said with what is left. */
class AftermathTest {
  /** It goes no further: aborted, and the attempt under way did not end. */
  private static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final TickingClock clock = new TickingClock();
  private ToyAzure azure = new ToyAzure();
  private PaperJournal paper = new PaperJournal();

  private static Plan plan(PlanKind kind) {
    Plans plans = new Plans(Timing.standard());
    return switch (kind) {
      case STANDBY_FIRST -> plans.standbyFirst(SECONDARY, Process.GENERATIONS);
      case REDISTRIBUTE -> plans.redistribute(SECONDARY, Process.GENERATIONS);
      case REPLACE_UNUSED -> plans.replaceUnused(SECONDARY);
      case COMPROMISE -> plans.compromise(SECONDARY, Process.GENERATIONS);
    };
  }

  /** Runs until the point; answers false if the plan ended before it. */
  private boolean stopAt(Plan plan, int point) {
    azure = new ToyAzure();
    azure.scanned = true;
    paper = new PaperJournal();
    int[] passed = {0};
    ToyAzure.Outside stopper =
        call -> {
          if (passed[0]++ == point) {
            throw new Stopped();
          }
        };
    azure.outside = stopper;
    try {
      new Process(azure, watched(stopper), clock)
          .runToEnd(Process.rotation(plan, clock), azure.resource());
      return false;
    } catch (Stopped stopped) {
      return true;
    }
  }

  private Journal watched(ToyAzure.Outside stopper) {
    return new Journal() {
      @Override
      public List<JournalEntry> entries(RotationId rotation) {
        return paper.entries(rotation);
      }

      @Override
      public void append(RotationId rotation, int known, JournalEntry entry, Fence fence) {
        stopper.around("before append");
        paper.append(rotation, known, entry, fence);
        stopper.around("after append");
      }
    };
  }

  private Aftermath said(Plan plan) {
    return Aftermath.of(plan, RotationState.fold(plan, paper.entries(new RotationId("rot-1"))));
  }

  @ParameterizedTest
  @EnumSource(value = PlanKind.class, mode = EnumSource.Mode.EXCLUDE, names = "COMPROMISE")
  void whereverItIsAbortedEveryConsumerIsOnAWorkingKey(PlanKind kind) {
    int point = 0;
    for (; stopAt(plan(kind), point); point++) {
      String where = "%s aborted at point %d: %s".formatted(kind, point, said(plan(kind)));
      assertThat(azure.keys.values()).as(where).contains(azure.usedByApp);
      assertThat(azure.keys.values()).as(where).containsAll(azure.stored.values());
    }
    assertThat(point).isGreaterThan(10);
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void whatItSaysOfKeysPlacesAndThePointOfNoReturnIsSo(PlanKind kind) {
    for (int point = 0; stopAt(plan(kind), point); point++) {
      Aftermath said = said(plan(kind));
      String all = String.join(" ", said.sentences());
      demandKeys(plan(kind), said, all);
      demandPlaces(all);
      assertThat(all).doesNotContain("-value");
    }
  }

  private void demandKeys(Plan plan, Aftermath said, String all) {
    for (KeySlot slot : KeySlot.values()) {
      String key = slot.name().toLowerCase(Locale.ROOT) + " key";
      boolean replaced = azure.regenerated.contains(slot);
      if (all.contains("The " + key + " is new")) {
        assertThat(replaced).as(all).isTrue();
      }
      if (all.contains("The " + key + " is not replaced")) {
        assertThat(replaced).as(all).isFalse();
      }
    }
    if (azure.regenerated.contains(plan.slot(Role.EXPOSED))) {
      assertThat(said.pastNoReturn()).as(all).isTrue();
      assertThat(all).contains("The point of no return is behind");
    }
  }

  private void demandPlaces(String all) {
    if (all.contains("Nobody was handed a key")) {
      assertThat(azure.history).noneMatch(h -> h.startsWith("write"));
    }
    if (all.contains("Every instance was proved")) {
      assertThat(azure.usedByApp).isEqualTo(azure.keys.get(SECONDARY));
    }
  }

  @Test
  void anAbortedRedistributionMakesNothingWorse() {
    Plan plan = plan(PlanKind.REDISTRIBUTE);
    int point = 0;
    for (; stopAt(plan, point); point++) {
      assertThat(azure.regenerated).isEmpty();
      assertThat(String.join(" ", said(plan).sentences())).contains("no point of no return");
    }
    assertThat(point).isGreaterThan(10);
  }

  @Test
  void afterTheLeakedKeysAreReplacedItSaysWhoIsCutOff() {
    Plan plan = plan(PlanKind.COMPROMISE);
    int reached = 0;
    for (int point = 0; stopAt(plan, point); point++) {
      Aftermath said = said(plan);
      if (azure.regenerated.contains(PRIMARY)) {
        reached++;
        assertThat(said.pastNoReturn()).isTrue();
        assertThat(said.sentences().get(0)).contains("former primary key is cut off");
      }
    }
    assertThat(reached).isPositive();
  }

  @Test
  void whatIsNotDoneIsNamedInOrder() {
    Plan plan = plan(PlanKind.REPLACE_UNUSED);
    assertThat(said(plan).sentences())
        .containsExactly(
            "The point of no return lies ahead: the secondary key still works.",
            "The secondary key is not replaced.",
            "No consumer moves: all stay on the primary key.",
            "Not done: take baseline, search for unknown holders, regenerate exposed, prove accepted,"
                + " prove old key rejected, prove clients still there, close.");
  }
}
