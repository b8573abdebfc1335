package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer that never came is in doubt: let it settle, look, and only then act. */
class NoAnswerTest {
  private static final Duration SETTLE = Timing.standard().settle();

  private static Lives lives(Trouble trouble) {
    return new Lives(PlanKind.REPLACE_UNUSED, Process.GENERATIONS, trouble);
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"REGENERATION_WITHOUT_ANSWER", "REGENERATION_WITHOUT_ANSWER_THAT_SHOWS_LATE"})
  void whatHadItsEffectIsSeenAndNotSentAgain(Trouble trouble) {
    Lives lives = lives(trouble);
    lives.livesOn();
    assertThat(lives.sent).hasSize(1);
    assertThat(lives.azure.regenerated).containsExactly(SECONDARY);
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"REGENERATION_WITHOUT_ANSWER_OR_EFFECT", "SUCCESS_WITHOUT_CHANGE"})
  void whatHadNoEffectIsSentAgainOnceItSettled(Trouble trouble) {
    Lives lives = lives(trouble);
    lives.livesOn();
    assertThat(lives.sent).hasSize(2);
    demandSettled(lives);
    assertThat(lives.azure.regenerated).containsExactly(SECONDARY);
  }

  @Test
  void successThatShowsLateIsSeenAndNotSentAgain() {
    Lives lives = lives(Trouble.SUCCESS_THAT_SHOWS_LATE);
    lives.livesOn();
    assertThat(lives.sent).hasSize(1);
    assertThat(lives.azure.regenerated).containsExactly(SECONDARY);
  }

  /** The call that has no answer may have taken minutes; what it did may show after its end. */
  @Test
  void aCallIsGivenTimeFromItsEndOnNotFromItsStart() {
    Lives lives = lives(Trouble.REGENERATION_WITHOUT_ANSWER_OR_EFFECT);
    lives.meanwhile(
        point -> {
          if (point.equals("before regenerate") && lives.sent.size() == 1) {
            lives.clock.tick(SETTLE.multipliedBy(2));
          }
        });
    lives.livesOn();
    assertThat(Duration.between(lives.sent.get(0), lives.sent.get(1)))
        .isGreaterThanOrEqualTo(SETTLE.multipliedBy(3));
  }

  /** The process may have sent its call right before it died, however long ago it began to. */
  @Test
  void aProcessThatDiedIsGivenTimeFromWhenItIsMissed() {
    Lives lives = lives(Trouble.NONE);
    lives.meanwhile(
        point -> {
          if (point.equals("before regenerate") && lives.sent.size() == 1) {
            lives.clock.tick(SETTLE.multipliedBy(2));
          }
        });
    int call = lives(Trouble.NONE).livesOn().indexOf("before regenerate");
    lives.dies(call);
    lives.livesOn();
    assertThat(Duration.between(lives.sent.get(0), lives.sent.get(1)))
        .isGreaterThanOrEqualTo(SETTLE.multipliedBy(3));
  }

  /** The second call is in doubt for a reason of its own, and is given its own time. */
  @Test
  void successWithoutAChangeAfterALostAnswerIsGivenTimeToo() {
    Lives lives = lives(Trouble.REGENERATION_WITHOUT_ANSWER_OR_EFFECT);
    lives.meanwhile(
        point -> {
          if (point.equals("before regenerate") && lives.sent.size() == 2) {
            lives.azure.changesNothing = true;
            lives.azure.showsAtListing = 5;
          }
        });
    lives.livesOn();
    assertThat(lives.sent).hasSize(2);
    demandSettled(lives);
    assertThat(lives.azure.regenerated).containsExactly(SECONDARY);
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"REGENERATION_WITHOUT_ANSWER_OR_EFFECT", "SUCCESS_WITHOUT_CHANGE"})
  void whoeverIsKilledOnTheWaySettlesBeforeEveryCallAllTheSame(Trouble trouble) {
    int points = lives(trouble).livesOn().size();
    for (int point = 0; point < points; point++) {
      Lives lives = lives(trouble);
      lives.dies(point);
      lives.livesOn();
      demandSettled(lives);
      assertThat(lives.azure.regenerated).as("%s", lives).containsExactly(SECONDARY);
    }
  }

  private static void demandSettled(Lives lives) {
    for (int i = 1; i < lives.sent.size(); i++) {
      assertThat(Duration.between(lives.sent.get(i - 1), lives.sent.get(i)))
          .as("%s", lives)
          .isGreaterThanOrEqualTo(SETTLE);
    }
  }

  @Test
  void aRefusalIsNoDoubtAndIsNotWaitedFor() {
    Lives lives = lives(Trouble.THROTTLED);
    lives.livesOn();
    assertThat(Duration.between(lives.sent.get(0), lives.sent.get(1))).isLessThan(SETTLE);
  }

  @Test
  void whatNeverChangesIsGivenUpAndNamed() {
    Lives lives = lives(Trouble.NONE);
    lives.meanwhile(point -> lives.azure.changesNothing = true);
    Advance end = lives.end();
    assertThat(((Advance.Stopped) end).failure().kind()).isEqualTo(FailureKind.REFUSED);
    assertThat(((Advance.Stopped) end).failure().reason())
        .contains("reported success 3 times", "the secondary key is still");
    assertThat(lives.sent).hasSize(3);
    assertThat(lives.azure.regenerated).isEqualTo(List.of());
  }
}
