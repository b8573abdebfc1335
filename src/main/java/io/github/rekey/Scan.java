package io.github.rekey;

import io.github.rekey.azure.CorrelationIds;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.HolderReport;
import io.github.rekey.rotation.HolderSearch;
import io.github.rekey.rotation.Holders;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.Parallel;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ResourceState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Looks who holds the keys of the resources, listed and not, and changes nothing. Resources that
 * are discovered by tag are looked at as well: whoever holds their keys is not listed.
 */
public final class Scan {
  /** Hears what is under way; called from several threads. */
  public interface Watcher {
    void began(ResourceId resource, String search);

    void ended(ResourceId resource, String search);
  }

  private final Configuration configuration;
  private final AzureSide azure;
  private final ConfiguredFleet fleet;
  private final List<HolderSearch> searches;
  private final Fingerprinter fingerprints;
  private final Watcher watcher;

  private Scan(Configuration configuration, Watcher watcher) {
    Clock clock = Clock.systemUTC();
    byte[] secret = secret(configuration.store().fingerprintSecret());
    this.configuration = configuration;
    this.azure =
        new AzureSide(
            configuration.azure(), new CorrelationIds(secret), new SimpleMeterRegistry(), clock);
    this.searches = Searches.of(configuration.scan(), azure);
    this.fingerprints = new Fingerprinter(secret);
    this.fleet = new ConfiguredFleet(configuration, azure, fingerprints, azure.meter(), clock);
    this.watcher = watcher;
  }

  /** The installation's, where there is one: then the fingerprints are those of the journal. */
  private static byte[] secret(Path file) {
    return Files.exists(file) ? FingerprintSecret.load(file, false) : FingerprintSecret.passing();
  }

  /**
   * Looks for who holds the keys of the wanted resources.
   *
   * @param wanted names or ARM ids of resources; all if there is none
   */
  public static List<ScannedResource> of(
      Configuration configuration, List<String> wanted, Watcher watcher) {
    ExecutorService threads = Executors.newCachedThreadPool(Scan::daemon);
    try {
      return new Scan(configuration, watcher).look(wanted, new Parallel(threads));
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "scan");
    thread.setDaemon(true);
    return thread;
  }

  private List<ScannedResource> look(List<String> wanted, Parallel parallel) {
    List<ScannedResource> scanned = new ArrayList<>();
    for (ResourceId id : chosen(wanted)) {
      scanned.add(look(id, parallel));
    }
    return scanned;
  }

  private List<ResourceId> chosen(List<String> wanted) {
    List<ResourceId> all = new ArrayList<>();
    configuration.resources().forEach(managed -> all.add(managed.id()));
    Configuration.Discover discover = configuration.discover();
    if (discover != null) {
      azure.keys().discover(discover.subscription(), discover.tags()).stream()
          .filter(id -> !all.contains(id))
          .forEach(all::add);
    }
    for (String each : wanted) {
      if (all.stream().noneMatch(id -> named(id, each))) {
        throw new ConfigurationFile.Problem(
            "there is no resource %s; known are: %s"
                .formatted(each, String.join(", ", all.stream().map(ResourceId::name).toList())));
      }
    }
    return all.stream()
        .filter(id -> wanted.isEmpty() || wanted.stream().anyMatch(each -> named(id, each)))
        .toList();
  }

  private static boolean named(ResourceId id, String nameOrId) {
    return id.name().equalsIgnoreCase(nameOrId) || id.value().equalsIgnoreCase(nameOrId);
  }

  private ScannedResource look(ResourceId id, Parallel parallel) {
    try {
      ResourceState state = azure.keys().describe(id);
      Optional<KeyPair> keys =
          state.localAuthDisabled() ? Optional.empty() : Optional.of(azure.keys().list(id));
      ManagedResource resource = fleet.find(id).orElseGet(() -> discovered(id, state.region()));
      List<HolderSearch> watched =
          searches.stream()
              .<HolderSearch>map(search -> new WatchedSearch(search, id, watcher))
              .toList();
      HolderReport report =
          new Holders(watched, parallel, fingerprints).look(resource, state.endpoint(), keys);
      return new ScannedResource(id, state.region(), report, "");
    } catch (CallFailed failed) {
      return ScannedResource.failed(id, "", String.valueOf(failed.getMessage()));
    }
  }

  private ManagedResource discovered(ResourceId id, String region) {
    return new ManagedResource(id, region, List.of(), List.of(), azure.meter());
  }
}
