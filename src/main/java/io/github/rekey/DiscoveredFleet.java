package io.github.rekey;

import io.github.rekey.azure.ReconnectProof;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.SignalRKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listed resources and those that ARM shows to carry the tags. A discovered one has no targets
 * and only the clients to prove anything by, so whatever is heard of it is asked of an operator.
 * Looks in ARM on a timer; reading it never calls anybody.
 */
final class DiscoveredFleet implements Fleet, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiscoveredFleet.class);
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
  private static final double ALL_CLIENTS = 1.0;

  private final Fleet listed;
  private final Configuration.@Nullable Discover wanted;
  private final SignalRKeys keys;
  private final ClientMeter meter;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, task -> new Thread(task, "discovery"), new ThreadPoolExecutor.DiscardPolicy());
  private volatile Map<ResourceId, ManagedResource> discovered = Map.of();

  DiscoveredFleet(
      Fleet listed, Configuration.@Nullable Discover wanted, SignalRKeys keys, ClientMeter meter) {
    this.listed = listed;
    this.wanted = wanted;
    this.keys = keys;
    this.meter = meter;
  }

  /** Looks in the background from now on, if anything is to be discovered. */
  void start() {
    if (wanted != null) {
      timer.execute(() -> lookAndComeBack(wanted));
    }
  }

  private void lookAndComeBack(Configuration.Discover what) {
    Duration pause = AFTER_FAILURE;
    try {
      pause = look(what);
    } catch (RuntimeException unforeseen) {
      LOG.error("discovery failed and is tried again in {}", AFTER_FAILURE, unforeseen);
    }
    timer.schedule(() -> lookAndComeBack(what), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks in ARM once; what is known already stays if that fails. Answers when to look again. */
  Duration look(Configuration.Discover what) {
    try {
      List<ResourceId> tagged = new ArrayList<>(keys.discover(what.subscription(), what.tags()));
      tagged.removeIf(id -> listed.find(id).isPresent());
      Map<ResourceId, ManagedResource> found = new LinkedHashMap<>();
      tagged.forEach(id -> resource(id).ifPresent(resource -> found.put(id, resource)));
      announce(found);
      discovered = found;
      return found.size() == tagged.size() ? EVERY : AFTER_FAILURE;
    } catch (CallFailed failed) {
      LOG.warn("discovery failed and is tried again in {}: {}", AFTER_FAILURE, failed.getMessage());
      return AFTER_FAILURE;
    }
  }

  /** A resource never moves to another region, so each is read once. */
  private Optional<ManagedResource> resource(ResourceId id) {
    ManagedResource known = discovered.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      String region = keys.describe(id).region();
      return Optional.of(
          new ManagedResource(
              id, region, List.of(), List.of(new ReconnectProof(meter, ALL_CLIENTS)), meter));
    } catch (CallFailed failed) {
      LOG.warn("a discovered resource is not taken up yet: {}", failed.getMessage());
      return Optional.empty();
    }
  }

  private void announce(Map<ResourceId, ManagedResource> found) {
    for (ResourceId id : found.keySet()) {
      if (!discovered.containsKey(id)) {
        LOG.warn("discovered {}, which rekey.yaml does not list: add its targets and apps", id);
      }
    }
    for (ResourceId id : discovered.keySet()) {
      if (!found.containsKey(id)) {
        LOG.info("{} does not carry the tags any more", id);
      }
    }
  }

  @Override
  public List<ManagedResource> all() {
    List<ManagedResource> all = new ArrayList<>(listed.all());
    all.addAll(discovered.values());
    return all;
  }

  @Override
  public Optional<ManagedResource> find(ResourceId id) {
    return listed.find(id).or(() -> Optional.ofNullable(discovered.get(id)));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
