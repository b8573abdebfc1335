package io.github.rekey.rotation;

import java.util.Locale;
import java.util.Optional;

/** Who would lose a key that is about to be replaced: targets that hold it, apps that use it. */
final class KeyUsers {
  private KeyUsers() {}

  /** Rekey's first invariant, checked in the world right before the call. */
  static Optional<StepOutcome> refusal(StepContext context, AccessKey key) {
    if (context.rotation().plan().kind() == PlanKind.COMPROMISE) {
      return Optional.empty();
    }
    for (Target target : context.resource().targets()) {
      if (target.read() instanceof Holding.Key held && held.key().equals(key)) {
        return Optional.of(inUse(context, target.name() + " still holds it"));
      }
    }
    for (Proof proof : context.resource().proofs()) {
      Optional<String> user = proof.userOf(key);
      if (user.isPresent()) {
        return Optional.of(inUse(context, user.get() + " still uses it"));
      }
    }
    return Optional.empty();
  }

  private static StepOutcome inUse(StepContext context, String user) {
    return new StepOutcome.Failed(
        FailureKind.WORLD_CHANGED,
        "the %s key is not regenerated: %s"
            .formatted(context.slot().name().toLowerCase(Locale.ROOT), user));
  }
}
