package io.github.rekey.sandbox.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One simulated App Service site, or slot of one: its settings and connection strings as stored by
 * ARM. Whoever runs its instances listens for restarts; an instance reads them only when it starts.
 * Thread-safe.
 */
public final class Site implements Workload {
  private static final Pattern SLOT = Pattern.compile("(?i)(.+/sites/[^/]+)/slots/[^/]+");

  /**
   * A connection string.
   *
   * @param type as ARM spells it: Custom, SQLAzure, ...
   */
  public record Typed(String value, String type) {
    /** Azure docs, "Configure an App Service app": the environment variable's prefix by type. */
    private String prefix() {
      return switch (type.toLowerCase(Locale.ROOT)) {
        case "sqlserver" -> "SQLCONNSTR_";
        case "sqlazure" -> "SQLAZURECONNSTR_";
        case "mysql" -> "MYSQLCONNSTR_";
        case "postgresql" -> "POSTGRESQLCONNSTR_";
        default -> "CUSTOMCONNSTR_";
      };
    }

    @Override
    public String toString() {
      return "Typed[" + type + "]";
    }
  }

  /** The values that stay with their slot in a swap: the names of settings and of strings. */
  public record Sticky(List<String> settings, List<String> connectionStrings) {}

  private final String id;
  private final int instances;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, Typed> connectionStrings = new LinkedHashMap<>();
  private Sticky sticky = new Sticky(List.of(), List.of());
  private final List<Runnable> restarts = new ArrayList<>();

  public Site(String id, int instances, Map<String, String> settings) {
    this.id = id;
    this.instances = instances;
    this.settings.putAll(settings);
  }

  @Override
  public String id() {
    return id;
  }

  public int instances() {
    return instances;
  }

  /** One id of 64 hex digits an instance, the same at every start, as App Service names them. */
  @Override
  public List<String> instanceIds() {
    return IntStream.range(0, instances).mapToObj(this::instanceId).toList();
  }

  private String instanceId(int number) {
    try {
      byte[] seed = (id.toLowerCase(Locale.ROOT) + "#" + number).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(seed));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** The id of the site that this one is a slot of; empty if it is none. */
  public Optional<String> slotOf() {
    Matcher slot = SLOT.matcher(id);
    return slot.matches() ? Optional.of(slot.group(1)) : Optional.empty();
  }

  /** The environment: settings by their names, connection strings by theirs with a prefix. */
  @Override
  public synchronized Map<String, String> settings() {
    Map<String, String> environment = new LinkedHashMap<>(settings);
    connectionStrings.forEach(
        (name, string) -> environment.put(string.prefix() + name, string.value()));
    return environment;
  }

  /** What ARM lists at config/appsettings. */
  public synchronized Map<String, String> applicationSettings() {
    return new LinkedHashMap<>(settings);
  }

  /** What ARM lists at config/connectionstrings. */
  public synchronized Map<String, Typed> connectionStrings() {
    return new LinkedHashMap<>(connectionStrings);
  }

  public synchronized Sticky sticky() {
    return sticky;
  }

  public synchronized void sticky(Sticky names) {
    sticky = names;
  }

  /** ARM's PUT config/appsettings: replaces everything, and the platform restarts the site. */
  public void replaceSettings(Map<String, String> all) {
    synchronized (this) {
      settings.clear();
      settings.putAll(all);
    }
    restart();
  }

  /** ARM's PUT config/connectionstrings: the same for them. */
  public void replaceConnectionStrings(Map<String, Typed> all) {
    synchronized (this) {
      connectionStrings.clear();
      connectionStrings.putAll(all);
    }
    restart();
  }

  /** ARM's restart, also caused by every change of settings. */
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
}
