package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import io.github.rekey.sandbox.trouble.Trouble;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every kind of target that keeps a value has to get right, whatever the place. A subclass
 * says how its place is filled, looked into and disturbed.
 */
abstract class TargetContract {
  /** What somebody else adds to the value. */
  protected static final String ADDED = Trouble.ADDED;

  private static final int MOST_LOOKS = 200;

  protected final TickingClock clock = new TickingClock();
  protected final CountingFence fence = new CountingFence();
  private final Map<String, String> notes = new HashMap<>();
  private final NewKey key;
  private final String before;
  private final String after;

  TargetContract() {
    this(Keys.NEW_KEY.endpoint());
  }

  /**
   * @param endpoint of the resource in the values that the place will hold
   */
  TargetContract(URI endpoint) {
    key = new NewKey(Keys.CHAT, endpoint, KeySlot.SECONDARY, Keys.NEW);
    before =
        " EndPoint=%s; AccessKey = %s;Version=1.0;ClientEndpoint=https://front.example;"
            .formatted(endpoint, Keys.OLD.reveal());
    after = withNewKey(before);
  }

  private static String withNewKey(String value) {
    return value.replace(Keys.OLD.reveal(), Keys.NEW.reveal());
  }

  /** A new target on the same place, as a restarted process makes it. */
  protected abstract Target target();

  /** Puts a value in the place without the target's knowledge. */
  protected abstract void store(String value);

  /** What the place holds. */
  protected abstract String stored();

  /** How often the target has written. */
  protected abstract int writes();

  /** From now on every call to the place fails so; with Retry-After 7 s where it is throttled. */
  protected abstract void fail(CallFailed.Kind kind);

  /** Somebody else puts {@link #ADDED} behind the value right after the target's next read. */
  protected abstract void editAfterNextRead();

  /** The next write has its effect, but its answer is lost. */
  protected abstract void loseNextAnswer();

  /** Between two looks. */
  protected void pass(Duration time) {
    clock.tick(time);
  }

  /** One look; a failed call is as good an answer as any. */
  private Object look() {
    try {
      StepOutcome outcome = target().deliver(key, notes, fence);
      if (outcome instanceof StepOutcome.NotYet notYet) {
        notes.putAll(notYet.notes());
      }
      return outcome;
    } catch (CallFailed failed) {
      return failed;
    }
  }

  /** Looks until there is nothing to wait for, with a minute between two looks. */
  private StepOutcome deliver() {
    for (int i = 0; i < MOST_LOOKS; i++) {
      Object outcome = look();
      if (outcome instanceof CallFailed failed && !failed.passing() && !failed.effectPossible()) {
        throw failed;
      }
      if (outcome instanceof StepOutcome.Done || outcome instanceof StepOutcome.Failed) {
        return (StepOutcome) outcome;
      }
      pass(Duration.ofMinutes(1));
    }
    throw new AssertionError("the delivery never ends");
  }

  private CallFailed failureOf(CallFailed.Kind kind) {
    store(before);
    fail(kind);
    Object outcome = look();
    assertThat(outcome).isInstanceOf(CallFailed.class);
    assertThat(((CallFailed) outcome).kind()).isEqualTo(kind);
    if (kind != CallFailed.Kind.GONE) {
      assertThat(stored()).isEqualTo(before);
    }
    return (CallFailed) outcome;
  }

  @Test
  void theNewKeyArrivesAndNothingElseChanges() {
    store(before);
    assertThat(deliver()).isInstanceOf(StepOutcome.Done.class);
    assertThat(stored()).isEqualTo(after);
    assertThat(target().read()).isEqualTo(new Holding.Key(Keys.NEW));
    assertThat(fence.checks()).isPositive();
  }

  @Test
  void withoutTheRightItSaysWhatToGrant() {
    assertThat(failureOf(CallFailed.Kind.NO_RIGHT)).hasMessageContaining("grant");
  }

  @Test
  void aPlaceThatIsGoneIsNamed() {
    assertThat(failureOf(CallFailed.Kind.GONE).passing()).isFalse();
    assertThat(writes()).isZero();
  }

  @Test
  void aPlaceThatSomebodyElseIsChangingIsTriedAgain() {
    assertThat(failureOf(CallFailed.Kind.CONFLICT).passing()).isTrue();
  }

  @Test
  void aThrottledPlaceIsLeftAloneForAsLongAsItSays() {
    assertThat(failureOf(CallFailed.Kind.THROTTLED).retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aWriteWhoseAnswerWasLostIsFoundAndNotRepeated() {
    store(before);
    loseNextAnswer();
    assertThat(look()).isNotInstanceOf(StepOutcome.Done.class);
    assertThat(deliver()).isInstanceOf(StepOutcome.Done.class);
    assertThat(stored()).isEqualTo(after);
    assertThat(writes()).isEqualTo(1);
  }

  /** What it had noted died with it. */
  @Test
  void aProcessThatDiedRightAfterItsWriteLeavesNothingToWriteAgain() {
    store(before);
    loseNextAnswer();
    look();
    notes.clear();
    assertThat(deliver()).isInstanceOf(StepOutcome.Done.class);
    assertThat(stored()).isEqualTo(after);
    assertThat(writes()).isEqualTo(1);
  }

  @Test
  void aProcessThatDiedRightBeforeItsWriteLeavesItToTheNextOne() {
    store(before);
    fence.dieAtNextCheck();
    assertThatThrownBy(this::look).isInstanceOf(CountingFence.Died.class);
    assertThat(stored()).isEqualTo(before);
    notes.clear();
    assertThat(deliver()).isInstanceOf(StepOutcome.Done.class);
    assertThat(stored()).isEqualTo(after);
  }

  @Test
  void whatIsThereAlreadyIsNotWritten() {
    store(after);
    assertThat(deliver()).isInstanceOf(StepOutcome.Done.class);
    assertThat(writes()).isZero();
  }

  @Test
  void somebodyElsesEditIsNotOverwritten() {
    store(before);
    editAfterNextRead();
    Object outcome = look();
    assertThat(outcome)
        .isInstanceOfSatisfying(CallFailed.class, f -> assertThat(f.passing()).isTrue());
    assertThat(stored()).isEqualTo(before + ADDED);
    assertThat(deliver()).isInstanceOf(StepOutcome.Done.class);
    assertThat(stored()).isEqualTo(after + ADDED);
  }

  @Test
  void anIdentityBasedValueIsLeftAlone() {
    String value = "Endpoint=" + key.endpoint() + ";AuthType=azure.msi;Version=1.0;";
    store(value);
    assertThat(deliver())
        .isInstanceOfSatisfying(
            StepOutcome.Done.class, done -> assertThat(done.evidence()).contains("identity"));
    assertThat(stored()).isEqualTo(value);
    assertThat(target().read()).isInstanceOf(Holding.IdentityBased.class);
  }

  @Test
  void aValueWithSeveralKeysIsNotGuessedAt() {
    String value = before + "AccessKey=" + Keys.ALIEN.reveal();
    store(value);
    Object outcome = look();
    assertThat(String.valueOf(outcome)).doesNotContain(Keys.ALIEN.reveal());
    assertThat(outcome).isNotInstanceOf(StepOutcome.Done.class);
    assertThat(target().read()).isInstanceOf(Holding.Nothing.class);
    assertThat(stored()).isEqualTo(value);
  }

  @Test
  void behindALostFenceNothingIsWritten() {
    store(before);
    fence.lose();
    assertThatThrownBy(this::look).isInstanceOf(Fence.Superseded.class);
    assertThat(stored()).isEqualTo(before);
  }
}
