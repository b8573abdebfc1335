package io.github.rekey.triage;

import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Counts connected clients by the events of their coming and going. It answers about a resource
 * only once it has followed its events for half an hour, and knows nothing of clients that came
 * before. A restart forgets everything, and so does a crowd that is too large to be kept: then
 * nothing was measured. Only one process may take the events in, or each would count a part.
 */
public final class ConnectionCounts implements ClientMeter {
  private static final Duration FOLLOWED = Duration.ofMinutes(30);

  /** How long an event may take from the client to here (assumption). */
  private static final Duration DELIVERY = Duration.ofSeconds(15);

  /** About 30 MB. */
  private static final int MOST = 200_000;

  private final Clock clock;
  private final int most;
  private final Map<ResourceId, Crowd> crowds = new HashMap<>();
  private int kept;

  public ConnectionCounts(Clock clock) {
    this(clock, MOST);
  }

  /**
   * @param most connections kept in memory, of all resources together
   */
  ConnectionCounts(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  synchronized void connected(ResourceId resource, String connection, Instant occurredAt) {
    Crowd crowd = crowd(resource);
    int before = crowd.size();
    crowd.came(connection, occurredAt, clock.instant());
    grown(crowd.size() - before);
  }

  synchronized void disconnected(ResourceId resource, String connection) {
    Crowd crowd = crowd(resource);
    int before = crowd.size();
    crowd.left(connection, clock.instant());
    grown(crowd.size() - before);
  }

  private Crowd crowd(ResourceId resource) {
    return crowds.computeIfAbsent(resource, id -> new Crowd(clock.instant()));
  }

  /** Rather no count than a wrong one: the largest crowd is followed anew from its next event. */
  private void grown(int by) {
    kept += by;
    if (kept > most) {
      crowds.entrySet().stream()
          .max(Comparator.comparingInt(each -> each.getValue().size()))
          .ifPresent(
              largest -> {
                kept -= largest.getValue().size();
                crowds.remove(largest.getKey());
              });
    }
  }

  @Override
  public synchronized Optional<Baseline> baseline(ResourceId resource, Instant before) {
    Instant from = before.minus(FOLLOWED);
    return followed(resource, from)
        .map(
            crowd -> {
              Peaks.Peak peak = crowd.peaks().highest(from, before);
              return new Baseline(
                  peak.count(), peak.at(), "connection events since " + crowd.began());
            });
  }

  @Override
  public synchronized OptionalInt clients(ResourceId resource, Instant since) {
    if (since.plus(DELIVERY).isAfter(clock.instant())) {
      return OptionalInt.empty();
    }
    return followed(resource, since.minus(FOLLOWED))
        .map(crowd -> OptionalInt.of(crowd.count()))
        .orElseGet(OptionalInt::empty);
  }

  private Optional<Crowd> followed(ResourceId resource, Instant from) {
    return Optional.ofNullable(crowds.get(resource)).filter(c -> !c.began().isAfter(from));
  }
}
