package io.github.rekey.rotation;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A resource's keys and endpoint as a rotation's steps need them, without asking Azure each time:
 * listKeys counts as a write, of which there are ten a second for everything. A listing is used
 * again only if it was made within the rotation and shows every key that the rotation counts on;
 * and right before a key is replaced both are listed anew, since somebody else may have replaced
 * one. Kept in memory only.
 */
public final class Listings {
  /** How long somebody else's change may stay unseen between two replacements. */
  private static final Duration RECENT = Duration.ofMinutes(2);

  /**
   * The same for a step that waits longer than this: somebody's change may be what it waits for.
   */
  private static final Duration WAITING = Duration.ofSeconds(15);

  /** How old what is seen right before a replacement may be. */
  private static final Duration JUST_NOW = Duration.ofSeconds(5);

  private record Listed(KeyPair keys, Instant at) {}

  private final SignalRKeys keys;
  private final Fingerprinter fingerprints;
  private final Clock clock;
  private final Map<ResourceId, Listed> listed = new ConcurrentHashMap<>();
  private final Map<ResourceId, URI> endpoints = new ConcurrentHashMap<>();

  public Listings(SignalRKeys keys, Fingerprinter fingerprints, Clock clock) {
    this.keys = keys;
    this.fingerprints = fingerprints;
    this.clock = clock;
  }

  /** The keys as they are now. */
  KeyPair now(ResourceId resource) {
    Instant asked = clock.instant();
    KeyPair found = keys.list(resource);
    listed.put(resource, new Listed(found, asked));
    return found;
  }

  /** The keys as they were listed lately, where they fit what the rotation knows. */
  KeyPair recent(StepContext context) {
    boolean waits = clock.instant().isAfter(context.startedAt().plus(WAITING));
    return remembered(context, waits ? WAITING : RECENT)
        .orElseGet(() -> now(context.resource().id()));
  }

  /** The keys as they are, for a replacement: after any attempt that may have acted, anew. */
  KeyPair beforeActing(StepContext context) {
    RotationState state = context.state();
    boolean nothingDone = state.attempt() <= 1 && !state.broken() && state.doubtfulSince() == null;
    return (nothingDone ? remembered(context, JUST_NOW) : Optional.<KeyPair>empty())
        .orElseGet(() -> now(context.resource().id()));
  }

  private Optional<KeyPair> remembered(StepContext context, Duration age) {
    Instant oldest = latest(clock.instant().minus(age), context.rotation().createdAt());
    return Optional.ofNullable(listed.get(context.resource().id()))
        .filter(known -> !known.at().isBefore(oldest))
        .map(Listed::keys)
        .filter(known -> fits(context, known));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Whether every key is the one that this rotation counts on, where it counts on one. */
  private boolean fits(StepContext context, KeyPair found) {
    return Arrays.stream(Role.values())
        .allMatch(
            role -> {
              AccessKey key = found.key(context.rotation().plan().slot(role));
              return context
                  .state()
                  .note(Regeneration.after(role))
                  .filter(made -> !made.equals(fingerprints.of(key).value()))
                  .isEmpty();
            });
  }

  /** Where the resource's data plane is; that never changes. */
  URI endpoint(ResourceId resource) {
    @Nullable URI known = endpoints.get(resource);
    URI endpoint = known == null ? keys.describe(resource).endpoint() : known;
    endpoints.put(resource, endpoint);
    return endpoint;
  }

  /** A key is being replaced: what was listed before says nothing any more. */
  void forgetKeys(ResourceId resource) {
    listed.remove(resource);
  }

  /** The rotation is over. */
  void forget(ResourceId resource) {
    listed.remove(resource);
    endpoints.remove(resource);
  }
}
