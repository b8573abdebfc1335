package io.github.rekey.rotation;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Proves on the data plane that a key is taken, or that it is dead: several answers in a row. */
public final class KeyProofs {
  private final Listings listings;
  private final Interrogation interrogation;
  private final Fingerprinter fingerprints;
  private final OldKeys oldKeys;
  private final Timing timing;

  public KeyProofs(
      Listings listings,
      Interrogation interrogation,
      Fingerprinter fingerprints,
      OldKeys oldKeys,
      Timing timing) {
    this.listings = listings;
    this.interrogation = interrogation;
    this.fingerprints = fingerprints;
    this.oldKeys = oldKeys;
    this.timing = timing;
  }

  StepOutcome accepted(StepContext context) {
    ResourceId id = context.resource().id();
    AccessKey key = listings.recent(context).key(context.slot());
    String fingerprint = fingerprints.of(key).value();
    DataPlane.Answer answer = interrogation.ask(listings.endpoint(id), key);
    return answer == DataPlane.Answer.ACCEPTED
        ? new StepOutcome.Done(
            "%s accepted %d times in a row%s"
                .formatted(fingerprint, Interrogation.TIMES, whose(context, fingerprint)),
            KeyWatch.accepted(context.step().role(), fingerprint))
        : waiting("the data plane to accept " + fingerprint);
  }

  /** Nobody uses the key yet, so one that somebody else has made meanwhile is as good. */
  private static String whose(StepContext context, String fingerprint) {
    Optional<String> made = context.state().note(Regeneration.note("after", context));
    return made.isEmpty() || made.get().equals(fingerprint)
        ? ""
        : "; somebody else made it after " + made.get();
  }

  StepOutcome rejected(StepContext context) {
    RotationId rotation = context.rotation().id();
    Optional<AccessKey> old = oldKeys.recall(rotation, context.slot());
    if (old.isEmpty()) {
      return new StepOutcome.Done(
          "the old %s key was forgotten in a restart and is no longer listed"
              .formatted(lower(context.slot())));
    }
    URI endpoint = listings.endpoint(context.resource().id());
    String fingerprint = fingerprints.of(old.get()).value();
    return interrogation.ask(endpoint, old.get()) == DataPlane.Answer.REJECTED
        ? new StepOutcome.Done(
            "%s rejected %d times in a row".formatted(fingerprint, Interrogation.TIMES))
        : waiting("the data plane to reject " + fingerprint);
  }

  private StepOutcome waiting(String what) {
    return new StepOutcome.NotYet(what, timing.look());
  }

  private static String lower(KeySlot slot) {
    return slot.name().toLowerCase(Locale.ROOT);
  }
}
