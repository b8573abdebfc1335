package io.github.rekey.rotation;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Sees whether somebody else replaces the key that consumers are given, or keep, while a rotation
 * runs. Until it is handed out nobody is hurt, and the newest key is taken up; from then on a
 * replacement cuts consumers off, and the rotation stops so that they are given a working key.
 */
public final class KeyWatch {
  private static final String ACCEPTED = "accepted";
  private static final String HANDED_OUT = "handed-out";

  private final Interrogation interrogation;
  private final Fingerprinter fingerprints;
  private final Timing timing;

  public KeyWatch(Interrogation interrogation, Fingerprinter fingerprints, Timing timing) {
    this.interrogation = interrogation;
    this.fingerprints = fingerprints;
    this.timing = timing;
  }

  /** The key that the data plane was seen to take; the rotation counts on it from now on. */
  static Map<String, String> accepted(Role role, String fingerprint) {
    return Map.of(ACCEPTED, fingerprint, Regeneration.after(role), fingerprint);
  }

  /** What keeps the key from being handed out; empty if nothing does. */
  Optional<StepOutcome> beforeHandOut(StepContext context, NewKey key) {
    Optional<StepOutcome> replaced = replaced(context, key.key());
    if (replaced.isPresent() || provedAlready(context, key)) {
      return replaced;
    }
    return interrogation.ask(key.endpoint(), key.key()) == DataPlane.Answer.ACCEPTED
        ? Optional.empty()
        : Optional.of(
            new StepOutcome.NotYet(
                "the data plane to accept %s, which somebody else has made"
                    .formatted(fingerprints.of(key.key())),
                timing.look()));
  }

  private boolean provedAlready(StepContext context, NewKey key) {
    String now = fingerprints.of(key.key()).value();
    return context.state().note(ACCEPTED).filter(now::equals).isPresent();
  }

  /** The outcome with a note of which key was handed out. */
  StepOutcome handedOut(StepOutcome outcome, NewKey key) {
    String fingerprint = fingerprints.of(key.key()).value();
    return outcome.with(
        Map.of(HANDED_OUT, fingerprint, Regeneration.after(Role.STANDBY), fingerprint));
  }

  /**
   * The failure of a rotation whose consumers lost their key.
   *
   * @param standby the key of the standby slot as it is listed now
   */
  Optional<StepOutcome> replaced(StepContext context, AccessKey standby) {
    String now = fingerprints.of(standby).value();
    return inUse(context)
        .filter(expected -> !expected.equals(now))
        .map(
            expected ->
                new StepOutcome.Failed(
                    FailureKind.WORLD_CHANGED,
                    "somebody else replaced the %s key, which consumers use: %s is now %s"
                        .formatted(slot(context), expected, now)));
  }

  /** Where nothing is handed out, consumers keep what they had at the start. */
  private static Optional<String> inUse(StepContext context) {
    Optional<String> handedOut = context.state().note(HANDED_OUT);
    return handedOut.isEmpty() && context.rotation().plan().kind() == PlanKind.REPLACE_UNUSED
        ? context.state().note(Regeneration.found(Role.STANDBY))
        : handedOut;
  }

  private static String slot(StepContext context) {
    return context.rotation().plan().slot(Role.STANDBY).name().toLowerCase(Locale.ROOT);
  }
}
