package io.github.rekey.rotation;

import static io.github.rekey.rotation.CallFailed.Kind.GONE;
import static io.github.rekey.rotation.CallFailed.Kind.NO_RIGHT;

import java.time.Duration;

/** Performs one attempt at a step and turns every kind of trouble into an outcome. */
public final class StepActions {
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

  private final Baselining baselining;
  private final Regeneration regeneration;
  private final Distribution distribution;
  private final Proofs proofs;

  public StepActions(
      Baselining baselining, Regeneration regeneration, Distribution distribution, Proofs proofs) {
    this.baselining = baselining;
    this.regeneration = regeneration;
    this.distribution = distribution;
    this.proofs = proofs;
  }

  public StepOutcome perform(StepContext context) {
    try {
      return switch (context.step().kind()) {
        case TAKE_BASELINE -> baselining.take(context);
        case REGENERATE -> regeneration.regenerate(context);
        case PROVE_ACCEPTED -> proofs.keys().accepted(context);
        case DISTRIBUTE -> distribution.distribute(context);
        case PROVE_TARGETS_HOLD -> distribution.held(context);
        case PROVE_CONSUMERS, PROVE_CLIENTS_STAY -> proofs.consumers().look(context);
        case SEARCH_HOLDERS -> proofs.unknown().search(context);
        case PROVE_REJECTED -> proofs.keys().rejected(context);
        case CLOSE -> distribution.retire(context);
      };
    } catch (CallFailed trouble) {
      return outcome(trouble);
    }
  }

  static StepOutcome outcome(CallFailed trouble) {
    if (trouble.effectPossible()) {
      return new StepOutcome.InDoubt(sentence(trouble));
    }
    if (trouble.passing()) {
      Duration wait = trouble.retryAfter();
      return new StepOutcome.NotYet(sentence(trouble), wait == null ? AFTER_TROUBLE : wait);
    }
    return new StepOutcome.Failed(kind(trouble.kind()), sentence(trouble));
  }

  static FailureKind kind(CallFailed.Kind kind) {
    if (kind == NO_RIGHT) {
      return FailureKind.NO_RIGHT;
    }
    return kind == GONE ? FailureKind.GONE : FailureKind.REFUSED;
  }

  private static String sentence(CallFailed trouble) {
    String message = trouble.getMessage();
    return message == null ? trouble.kind().name() : message;
  }
}
