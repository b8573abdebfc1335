package io.github.rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills the process at every point where it touches the journal or the world, and resumes it. */
class CrashTableTest {
  private static final int PAIRS = 50;

  static Stream<Arguments> everyPlanInEveryTrouble() {
    return Stream.of(PlanKind.values())
        .flatMap(kind -> Stream.of(Trouble.values()).map(trouble -> Arguments.of(kind, trouble)));
  }

  private static Lives undisturbed(PlanKind kind, List<List<String>> generations) {
    Lives lives = new Lives(kind, generations, Trouble.NONE);
    lives.livesOn();
    return lives;
  }

  @ParameterizedTest
  @MethodSource("everyPlanInEveryTrouble")
  void everyKillEndsInTheSameWorldWithOneRegenerationASlot(PlanKind kind, Trouble trouble) {
    everyKillEndsInTheSameWorld(kind, trouble, Process.GENERATIONS);
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void theSameHoldsWithSeveralTargetsAGeneration(PlanKind kind) {
    everyKillEndsInTheSameWorld(kind, Trouble.NONE, Lives.MANY_PLACES);
    everyKillEndsInTheSameWorld(kind, Trouble.DELIVERY_WITHOUT_ANSWER, Lives.MANY_PLACES);
  }

  private static void everyKillEndsInTheSameWorld(
      PlanKind kind, Trouble trouble, List<List<String>> generations) {
    Lives undisturbed = undisturbed(kind, generations);
    int point = 0;
    for (boolean killed = true; killed; point++) {
      Lives lives = new Lives(kind, generations, trouble);
      killed = lives.dies(point);
      lives.livesOn();
      lives.demandSameWorldAs(undisturbed);
    }
    assertThat(point).as("points where the process was killed").isGreaterThan(50);
  }

  /** The second kill comes anywhere in the life after the first one. */
  @ParameterizedTest
  @MethodSource("everyPlanInEveryTrouble")
  void whoeverIsKilledTwiceEndsInTheSameWorldToo(PlanKind kind, Trouble trouble) {
    Lives undisturbed = undisturbed(kind, Process.GENERATIONS);
    int points = new Lives(kind, Process.GENERATIONS, trouble).livesOn().size();
    Random seeded = new Random(17);
    for (int pair = 0; pair < PAIRS; pair++) {
      Lives lives = new Lives(kind, Process.GENERATIONS, trouble);
      lives.dies(seeded.nextInt(points));
      lives.dies(seeded.nextInt(points));
      lives.livesOn();
      lives.demandSameWorldAs(undisturbed);
    }
  }

  @Test
  void theTableStopsBeforeAndAfterEverythingThatTouchesJournalOrWorld() {
    Set<String> points = new HashSet<>();
    for (PlanKind kind : PlanKind.values()) {
      points.addAll(new Lives(kind, Process.GENERATIONS, Trouble.NONE).livesOn());
    }
    for (String call :
        List.of(
            "describe",
            "list",
            "regenerate",
            "ask",
            "read vault",
            "write vault",
            "retire vault",
            "look at the app",
            "userOf",
            "search",
            "baseline",
            "clients",
            "append Started of step 1",
            "append Ended of step 1")) {
      assertThat(points).contains("before " + call, "after " + call);
    }
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void aWorldInWhichTheAppLosesItsKeyIsNotedAtOnce(PlanKind kind) {
    Lives lives = new Lives(kind, Process.GENERATIONS, Trouble.NONE);
    lives.azure.replace(KeySlot.PRIMARY);
    boolean noted = false;
    try {
      lives.livesOn();
    } catch (AssertionError zeroWorkingKeys) {
      noted = true;
    }
    assertThat(noted).isEqualTo(kind != PlanKind.COMPROMISE);
  }
}
