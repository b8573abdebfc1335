package io.github.rekey.sandbox.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One simulated container app: its secrets, the environment that takes values from them, and its
 * active revisions, more than one in multiple-revision mode. An instance reads its environment only
 * when it starts. All instances are run as one workload, so a restart of one revision restarts the
 * instances of all. Thread-safe.
 */
public final class ContainerApp implements Workload {
  /**
   * A secret.
   *
   * @param value of a Key Vault reference, what was fetched last; a restart does not fetch it anew
   * @param keyVaultUrl blank for a secret with a value of its own
   * @param identity by which it is fetched; blank likewise
   */
  public record Secret(String name, String value, String keyVaultUrl, String identity) {
    public static Secret of(String name, String value) {
      return new Secret(name, value, "", "");
    }

    /** The same with another value. */
    public Secret with(String other) {
      return new Secret(name, other, keyVaultUrl, identity);
    }

    public boolean isReference() {
      return !keyVaultUrl.isEmpty();
    }

    @Override
    public String toString() {
      return "Secret(" + name + ")";
    }
  }

  private final String id;
  private final int replicas;
  private final List<String> revisions;
  private final Map<String, String> environment;
  private final Map<String, Secret> secrets = new LinkedHashMap<>();
  private final List<Runnable> restarts = new ArrayList<>();

  /**
   * @param replicas how many each revision has
   * @param suffixes one an active revision, which is named APP--SUFFIX
   * @param environment names of variables, each with the name of the secret that fills it
   */
  public ContainerApp(
      String id,
      int replicas,
      List<String> suffixes,
      Map<String, String> environment,
      List<Secret> secrets) {
    this.id = id;
    this.replicas = replicas;
    this.revisions = suffixes.stream().map(suffix -> name() + "--" + suffix).toList();
    this.environment = Map.copyOf(environment);
    secrets.forEach(secret -> this.secrets.put(lower(secret.name()), secret));
  }

  @Override
  public String id() {
    return id;
  }

  /** How many replicas each revision has. */
  public int replicas() {
    return replicas;
  }

  /** Names of the active revisions, the newest last. */
  public List<String> revisions() {
    return revisions;
  }

  public boolean multiple() {
    return revisions.size() > 1;
  }

  /** Names of variables, each with the name of the secret that fills it. */
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public List<String> instanceIds() {
    return revisions.stream()
        .flatMap(
            revision -> IntStream.range(0, replicas).mapToObj(number -> revision + "-" + number))
        .toList();
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    environment.forEach(
        (variable, secret) -> settings.put(variable, secret(secret).map(Secret::value).orElse("")));
    return settings;
  }

  public synchronized List<Secret> secrets() {
    return List.copyOf(secrets.values());
  }

  public synchronized Optional<Secret> secret(String name) {
    return Optional.ofNullable(secrets.get(lower(name)));
  }

  /** What is not in the list is gone. No revision is restarted by it. */
  public synchronized void replaceSecrets(List<Secret> all) {
    secrets.clear();
    all.forEach(secret -> secrets.put(lower(secret.name()), secret));
  }

  /** ARM's restart of one revision. */
  public void restart() {
    List<Runnable> listeners;
    synchronized (this) {
      listeners = List.copyOf(restarts);
    }
    listeners.forEach(Runnable::run);
  }

  @Override
  public synchronized void onRestart(Runnable listener) {
    restarts.add(listener);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
