package io.github.rekey.sandbox.world;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** One simulated Key Vault's secrets, every version kept. Thread-safe. */
public final class Vault {
  /** One version of a secret. */
  public record Version(
      String name,
      String version,
      String value,
      Map<String, String> tags,
      String contentType,
      boolean enabled,
      Instant created) {}

  private final String name;
  private final Clock clock;
  private final Map<String, List<Version>> secrets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  public Vault(String name, Clock clock) {
    this.name = name;
    this.clock = clock;
  }

  public String name() {
    return name;
  }

  public synchronized Version put(
      String secret, String value, Map<String, String> tags, String contentType) {
    String version = UUID.randomUUID().toString().replace("-", "");
    Version added =
        new Version(secret, version, value, Map.copyOf(tags), contentType, true, clock.instant());
    secrets.computeIfAbsent(secret, s -> new ArrayList<>()).add(added);
    return added;
  }

  /** With all its versions. */
  public synchronized void delete(String secret) {
    secrets.remove(secret);
  }

  public synchronized List<String> names() {
    return List.copyOf(secrets.keySet());
  }

  public synchronized List<Version> versions(String secret) {
    return List.copyOf(secrets.getOrDefault(secret, List.of()));
  }

  /** The newest version, whether enabled or not, as Azure's GET without a version does. */
  public synchronized Optional<Version> latest(String secret) {
    List<Version> all = secrets.getOrDefault(secret, List.of());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  public synchronized void replace(Version changed) {
    secrets
        .getOrDefault(changed.name(), new ArrayList<>())
        .replaceAll(v -> v.version().equals(changed.version()) ? changed : v);
  }
}
