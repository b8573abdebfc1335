package io.github.rekey.sandbox.receiver;

import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Slot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The instances of an app that fetches its key itself: once told, they do so one after another,
 * each by asking the resource for the slot's key. Thread-safe.
 */
final class Loaders {
  private record Told(String resource, Slot slot, Instant at) {}

  private final Azure azure;
  private final int count;
  private final Duration each;
  private final Clock clock;
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final Map<String, String> labels = new TreeMap<>();
  private @Nullable Told told;

  Loaders(Azure azure, int count, Duration each, Clock clock) {
    this.azure = azure;
    this.count = count;
    this.each = each;
    this.clock = clock;
  }

  /** From now on this instance never loads a key. */
  void breakDown(String instance) {
    broken.add(instance);
  }

  synchronized void tell(String resource, Slot slot) {
    labels.clear();
    told = new Told(resource, slot, clock.instant());
  }

  /** What each instance says: loaded, pending or failed. */
  synchronized Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    for (int i = 1; i <= count; i++) {
      String name = "instance-" + i;
      states.put(name, state(name, i));
    }
    return states;
  }

  /** The label of the key that each instance holds, e.g. "secondary #2". */
  synchronized Map<String, String> labels() {
    states();
    return new TreeMap<>(labels);
  }

  private String state(String name, int position) {
    Told news = told;
    boolean due =
        news != null && !clock.instant().isBefore(news.at().plus(each.multipliedBy(position)));
    if (!due || news == null) {
      return "pending";
    }
    if (broken.contains(name)) {
      return "failed";
    }
    azure
        .signalr(news.resource())
        .ifPresent(r -> labels.computeIfAbsent(name, n -> fetch(r, news)));
    return labels.containsKey(name) ? "loaded" : "failed";
  }

  private static String fetch(SignalRResource resource, Told news) {
    return resource.label(resource.listedKey(news.slot()));
  }
}
