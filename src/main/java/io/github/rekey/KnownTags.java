package io.github.rekey;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.SignalRKeys;
import io.github.rekey.triage.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tags that ARM lists and those given in rekey.yaml, which win. Lists each subscription on a
 * timer, and only if a rule asks for tags; a look costs one call a page, whatever the fleet.
 */
final class KnownTags implements Tags, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KnownTags.class);
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private final Map<ResourceId, Map<String, String>> given = new HashMap<>();
  private final Fleet fleet;
  private final SignalRKeys keys;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, task -> new Thread(task, "tags"), new ThreadPoolExecutor.DiscardPolicy());
  private volatile @Nullable Map<ResourceId, Map<String, String>> listed;

  KnownTags(List<ResourceSettings> resources, Fleet fleet, SignalRKeys keys) {
    resources.forEach(each -> given.put(each.id(), TagTexts.parse(each.tags())));
    this.fleet = fleet;
    this.keys = keys;
  }

  /** Looks in the background from now on. */
  void start() {
    timer.execute(this::lookAndComeBack);
  }

  private void lookAndComeBack() {
    Duration pause = AFTER_FAILURE;
    try {
      look();
      pause = EVERY;
    } catch (CallFailed failed) {
      LOG.warn("the tags of the fleet are not known yet: {}", failed.getMessage());
    } catch (RuntimeException unforeseen) {
      LOG.error("looking for tags failed and is tried again in {}", pause, unforeseen);
    }
    timer.schedule(this::lookAndComeBack, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lists all subscriptions of the fleet once. */
  void look() {
    Set<String> subscriptions = new LinkedHashSet<>();
    fleet.all().stream()
        .map(ManagedResource::id)
        .forEach(id -> subscriptions.add(id.subscription()));
    Map<ResourceId, Map<String, String>> found = new HashMap<>();
    subscriptions.forEach(subscription -> found.putAll(keys.tags(subscription)));
    listed = found;
  }

  @Override
  public Optional<Map<String, String>> of(ResourceId resource) {
    Map<ResourceId, Map<String, String>> known = listed;
    if (known == null) {
      return Optional.empty();
    }
    Map<String, String> tags = new HashMap<>(known.getOrDefault(resource, Map.of()));
    Map<String, String> own = given.getOrDefault(resource, Map.of());
    tags.keySet().removeIf(own::containsKey);
    tags.putAll(own);
    return Optional.of(tags);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
