package io.github.rekey;

import io.github.rekey.console.ClientsView;
import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.Baselining;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.Journal;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationState;
import io.github.rekey.triage.Incidents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the clients of resources with an open incident now and then, for people who watch. */
final class ClientsWatch implements ClientsView, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClientsWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(3);
  private static final Duration RECENT = Duration.ofMinutes(3);

  private final Fleet fleet;
  private final Incidents incidents;
  private final Journal journal;
  private final Clock clock;
  private final Map<ResourceId, Seen> seen = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "clients-watch"));

  ClientsWatch(Fleet fleet, Incidents incidents, Journal journal, Clock clock) {
    this.fleet = fleet;
    this.incidents = incidents;
    this.journal = journal;
    this.clock = clock;
  }

  void start() {
    timer.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    for (ManagedResource resource : fleet.all()) {
      if (incidents.open(resource.id()).isPresent()) {
        look(resource);
      }
    }
  }

  private void look(ManagedResource resource) {
    Instant now = clock.instant();
    try {
      OptionalInt count = resource.meter().clients(resource.id(), now.minus(RECENT));
      seen.put(
          resource.id(),
          new Seen(
              baseline(resource.id()).orElse(null),
              count.isPresent() ? Integer.valueOf(count.getAsInt()) : null,
              now));
    } catch (CallFailed failed) {
      LOG.debug(
          "clients of {} cannot be counted just now: {}", resource.id().name(), failed.kind());
    }
  }

  private Optional<Baseline> baseline(ResourceId id) {
    return incidents.running(id).flatMap(this::baseline);
  }

  private Optional<Baseline> baseline(Rotation rotation) {
    return Baselining.taken(RotationState.fold(rotation.plan(), journal.entries(rotation.id())));
  }

  @Override
  public Map<ResourceId, Seen> seen() {
    return Map.copyOf(seen);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
