package io.github.rekey.sandbox.world;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One simulated Azure SignalR resource: what ARM lists and what the data plane takes, which differ
 * while a new key propagates. Thread-safe.
 */
public final class SignalRResource {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private record Accepted(String key, Instant from, Instant until) {}

  private final String id;
  private final String region;
  private final Clock clock;
  private final Meter meter;
  private final Map<Slot, String> listed = new EnumMap<>(Slot.class);
  private final List<Accepted> accepted = new ArrayList<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private URI endpoint = URI.create("https://unset.invalid");
  private Map<String, String> tags;
  private String serviceMode = "Default";
  private boolean localAuthDisabled;
  private boolean stopped;

  public SignalRResource(String id, String region, Map<String, String> tags, Clock clock) {
    this.id = id;
    this.region = region;
    this.tags = Map.copyOf(tags);
    this.clock = clock;
    this.meter = new Meter(clock);
    for (Slot slot : Slot.values()) {
      replace(slot, Duration.ZERO);
    }
  }

  /** As created, in the letter case of its creator. */
  public String id() {
    return id;
  }

  public String name() {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  public String region() {
    return region;
  }

  public synchronized Map<String, String> tags() {
    return tags;
  }

  public synchronized void tags(Map<String, String> all) {
    tags = Map.copyOf(all);
  }

  public Meter meter() {
    return meter;
  }

  public synchronized URI endpoint() {
    return endpoint;
  }

  public synchronized void endpoint(URI uri) {
    endpoint = uri;
  }

  /** Value of Azure's feature flag ServiceMode: Default or Serverless. */
  public synchronized String serviceMode() {
    return serviceMode;
  }

  public synchronized void serviceMode(String mode) {
    serviceMode = mode;
  }

  public synchronized String listedKey(Slot slot) {
    return listed.getOrDefault(slot, "");
  }

  public String connectionString(Slot slot) {
    return "Endpoint=" + endpoint() + ";AccessKey=" + listedKey(slot) + ";Version=1.0;";
  }

  /**
   * Mints a new key for the slot: listed at once, taken by the data plane after the delay, when the
   * old one stops being taken. (Assumption: how long Azure needs is not documented.)
   */
  public synchronized void replace(Slot slot, Duration propagation) {
    String old = listed.getOrDefault(slot, "");
    Instant effective = clock.instant().plus(propagation);
    accepted.replaceAll(a -> a.key().equals(old) ? new Accepted(old, a.from(), effective) : a);
    String fresh = mint();
    listed.put(slot, fresh);
    labels.put(fresh, labelOfNext(slot));
    accepted.add(new Accepted(fresh, effective, Instant.MAX));
  }

  /** Keys whose signatures the data plane takes at this moment. */
  public synchronized List<String> acceptedKeys() {
    if (localAuthDisabled || stopped) {
      return List.of();
    }
    Instant now = clock.instant();
    return accepted.stream()
        .filter(a -> !a.from().isAfter(now) && a.until().isAfter(now))
        .map(Accepted::key)
        .toList();
  }

  /** Every key this resource ever had, for leak tests. */
  public synchronized List<String> mintedKeys() {
    return List.copyOf(labels.keySet());
  }

  /** How a key may be shown: "primary #1" is the slot's first key, "unknown" one never minted. */
  public synchronized String label(String key) {
    return labels.getOrDefault(key, "unknown");
  }

  private String labelOfNext(Slot slot) {
    String name = slot.name().toLowerCase(Locale.ROOT);
    long before = labels.values().stream().filter(label -> label.startsWith(name)).count();
    return name + " #" + (before + 1);
  }

  public synchronized boolean localAuthDisabled() {
    return localAuthDisabled;
  }

  /** Disabling deletes the keys for good, so that enabling again mints new ones. */
  public synchronized void localAuthDisabled(boolean disabled) {
    if (localAuthDisabled && !disabled) {
      for (Slot slot : Slot.values()) {
        replace(slot, Duration.ZERO);
      }
    }
    localAuthDisabled = disabled;
  }

  public synchronized boolean stopped() {
    return stopped;
  }

  public synchronized void stopped(boolean isStopped) {
    stopped = isStopped;
  }

  /** 84 characters without padding, as recorded from Azure in 2024. */
  private static String mint() {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < 84; i++) {
      key.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return key.replace(52, 58, "JQQJ99").replace(74, 78, "ASRS").toString();
  }
}
