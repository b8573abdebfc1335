package io.github.rekey.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Replaces one key. First it notes both keys' fingerprints, which the journal makes durable; then
 * it acts once; then it lists and compares. After a doubtful attempt it waits for the dust to
 * settle and looks before it acts again. A key that somebody else has replaced since the rotation
 * began need not be replaced once more: what it was is dead, and that is all that was wanted.
 */
public final class Regeneration {
  private static final int MOST_ACTS = 3;

  private final SignalRKeys keys;
  private final Listings listings;
  private final Fingerprinter fingerprints;
  private final OldKeys oldKeys;
  private final Timing timing;
  private final KeyWatch watch;
  private final Clock clock;

  public Regeneration(
      SignalRKeys keys,
      Listings listings,
      Fingerprinter fingerprints,
      OldKeys oldKeys,
      Timing timing,
      KeyWatch watch,
      Clock clock) {
    this.keys = keys;
    this.listings = listings;
    this.fingerprints = fingerprints;
    this.oldKeys = oldKeys;
    this.timing = timing;
    this.watch = watch;
    this.clock = clock;
  }

  StepOutcome regenerate(StepContext context) {
    KeyPair listed = listings.beforeActing(context);
    return lostByConsumers(context, listed).orElseGet(() -> regenerate(context, listed));
  }

  /** The exposed key may be all that is left to consumers whose own was just replaced. */
  private Optional<StepOutcome> lostByConsumers(StepContext context, KeyPair listed) {
    return context.step().role() == Role.EXPOSED
        ? watch.replaced(context, listed.key(context.slot().other()))
        : Optional.empty();
  }

  private StepOutcome regenerate(StepContext context, KeyPair listed) {
    AccessKey current = listed.key(context.slot());
    String now = fingerprints.of(current).value();
    Optional<String> before = context.state().note(note("before", context));
    Optional<String> found = before.or(() -> context.state().note(found(context.step().role())));
    if (found.isPresent() && !found.get().equals(now)) {
      return changed(context, found.get(), now);
    }
    Optional<StepOutcome> refusal = KeyUsers.refusal(context, current);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    oldKeys.remember(context.rotation().id(), context.slot(), current);
    return before.isEmpty()
        ? intend(context, listed)
        : unsettled(context).orElseGet(() -> act(context, now));
  }

  /** Notes what the other key is, too: by that it shows later whether somebody else replaced it. */
  private StepOutcome intend(StepContext context, KeyPair listed) {
    Role other = context.step().role() == Role.STANDBY ? Role.EXPOSED : Role.STANDBY;
    AccessKey found = listed.key(context.rotation().plan().slot(other));
    if (other == Role.EXPOSED) {
      oldKeys.remember(context.rotation().id(), context.rotation().plan().slot(other), found);
    }
    String own = fingerprints.of(listed.key(context.slot())).value();
    return new StepOutcome.NotYet(
        "the intent to be on record",
        Duration.ZERO,
        Map.of(note("before", context), own, found(other), fingerprints.of(found).value()));
  }

  private Optional<StepOutcome> unsettled(StepContext context) {
    Duration left =
        mayStillShow(context)
            .map(at -> Duration.between(clock.instant(), at.plus(timing.settle())))
            .orElse(Duration.ZERO);
    if (left.isNegative() || left.isZero()) {
      return Optional.empty();
    }
    return Optional.of(
        new StepOutcome.NotYet(
            "the last regeneration to show or to be ruled out",
            left.compareTo(timing.look()) < 0 ? left : timing.look()));
  }

  /** The latest moment that a call may have been sent whose effect was not seen. */
  private Optional<Instant> mayStillShow(StepContext context) {
    if (context.state().broken()) {
      return Optional.of(clock.instant());
    }
    return Stream.of(
            Optional.ofNullable(context.state().doubtfulSince()),
            context.state().note(note("acted-at", context)).map(Instant::parse))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  private StepOutcome act(StepContext context, String before) {
    int acts = context.state().note(note("acts", context)).map(Integer::parseInt).orElse(0);
    if (acts >= MOST_ACTS) {
      return new StepOutcome.Failed(
          FailureKind.REFUSED,
          "Azure reported success %d times, but the %s key is still %s"
              .formatted(acts, lower(context.slot()), before));
    }
    ResourceId resource = context.resource().id();
    KeyPair latest = listings.now(resource);
    String current = fingerprints.of(latest.key(context.slot())).value();
    if (!current.equals(before)) {
      return changed(context, before, current);
    }
    Optional<StepOutcome> lost = lostByConsumers(context, latest);
    if (lost.isPresent()) {
      return lost.get();
    }
    context.fence().check();
    listings.forgetKeys(resource);
    keys.regenerate(resource, context.slot(), timing.regenerate());
    Map<String, String> acted =
        Map.of(
            note("acts", context), Integer.toString(acts + 1),
            note("acted-at", context), clock.instant().toString());
    try {
      return seen(context, before, acted);
    } catch (CallFailed unseen) {
      return StepActions.outcome(unseen).with(acted);
    }
  }

  /** What came of it; if that cannot be seen, it was done all the same. */
  private StepOutcome seen(StepContext context, String before, Map<String, String> acted) {
    KeyPair listed = listings.now(context.resource().id());
    String after = fingerprints.of(listed.key(context.slot())).value();
    return after.equals(before)
        ? new StepOutcome.NotYet(
            "a change: Azure reported success, but the key is the same", timing.look(), acted)
        : done(context, before, after, "");
  }

  /** By an attempt of Rekey's whose end was not seen, if there was one. */
  private StepOutcome changed(StepContext context, String before, String after) {
    boolean acted = mayStillShow(context).isPresent();
    return done(context, before, after, acted ? "" : "; somebody else has replaced it");
  }

  private static StepOutcome done(StepContext context, String before, String after, String byWhom) {
    return new StepOutcome.Done(
        "%s key %s is now %s%s".formatted(lower(context.slot()), before, after, byWhom),
        Map.of(note("after", context), after));
  }

  /** Names the note of what a key was that is not yet, or not at all, to be replaced. */
  static String found(Role role) {
    return "found." + role;
  }

  /** Names the note of the key that the rotation counts on. */
  static String after(Role role) {
    return "after." + role;
  }

  static String note(String what, StepContext context) {
    return what + "." + context.step().role();
  }

  /**
   * What a rotation noted about one key that it set out to replace.
   *
   * @param after empty if it is not on record what came of it
   */
  public record Noted(Fingerprint before, Optional<Fingerprint> after) {}

  /** Of every key that a rotation set out to replace so far. */
  public static List<Noted> noted(RotationState state) {
    return Stream.of(Role.values())
        .flatMap(
            role ->
                state.note("before." + role).stream()
                    .map(
                        before ->
                            new Noted(
                                new Fingerprint(before),
                                state.note("after." + role).map(Fingerprint::new))))
        .toList();
  }

  private static String lower(KeySlot slot) {
    return slot.name().toLowerCase(Locale.ROOT);
  }
}
