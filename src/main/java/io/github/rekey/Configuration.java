package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * rekey.yaml as records. Durations are ISO 8601 ({@code PT30S}); texts may hold {@code ${NAME}},
 * which stands for an environment variable.
 *
 * @param discover resources found in ARM by tag, in addition to the listed ones
 * @param scan where to look for holders of connection strings that nobody listed
 * @param watch what to look after unasked
 */
public record Configuration(
    Server server,
    Store store,
    CloudSettings azure,
    IntakeSettings intake,
    PolicySettings policy,
    ApprovalSettings approvals,
    TimingSettings timing,
    List<ResourceSettings> resources,
    @Nullable Discover discover,
    ScanSettings scan,
    WatchSettings watch) {

  public Configuration {
    server = Objects.requireNonNullElseGet(server, Server::standard);
    store = Objects.requireNonNullElseGet(store, Store::standard);
    azure = Objects.requireNonNullElseGet(azure, CloudSettings::standard);
    intake = Objects.requireNonNullElseGet(intake, IntakeSettings::none);
    policy = Objects.requireNonNullElseGet(policy, PolicySettings::standard);
    approvals = Objects.requireNonNullElseGet(approvals, ApprovalSettings::standard);
    timing = Objects.requireNonNullElseGet(timing, TimingSettings::standard);
    resources = resources == null ? List.of() : List.copyOf(resources);
    scan = Objects.requireNonNullElseGet(scan, ScanSettings::none);
    watch = Objects.requireNonNullElseGet(watch, WatchSettings::standard);
  }

  /**
   * Where the HTTP API listens.
   *
   * @param port 0 for any free one
   * @param token bearer token of the API; on loopback one is made and printed if none is given
   */
  public record Server(String host, Integer port, @Nullable String token) {
    public Server {
      host = Objects.requireNonNullElse(host, "127.0.0.1");
      port = Objects.requireNonNullElse(port, 8080);
    }

    static Server standard() {
      return new Server("127.0.0.1", 8080, null);
    }

    @Override
    public String toString() {
      return "Server[" + host + ":" + port + "]";
    }
  }

  /**
   * The database, and the secret under which keys are fingerprinted.
   *
   * @param url jdbc:h2:file:… for one replica, jdbc:postgresql:… for several
   * @param fingerprintSecret file of at least 16 bytes; made if it is missing and the store is H2
   */
  public record Store(
      String url, @Nullable String user, @Nullable String password, Path fingerprintSecret) {
    public Store {
      url = Objects.requireNonNullElse(url, "jdbc:h2:file:./data/rekey");
      fingerprintSecret =
          Objects.requireNonNullElse(fingerprintSecret, Path.of("data", "fingerprint.secret"));
    }

    static Store standard() {
      return new Store("jdbc:h2:file:./data/rekey", null, null, Path.of("data/fingerprint.secret"));
    }

    @Override
    public String toString() {
      return "Store[hidden]";
    }
  }

  /**
   * Resources to find in ARM besides the listed ones. Nobody said who uses them, so a notice about
   * one asks an operator.
   *
   * @param tags all of which a resource carries, with these values
   */
  public record Discover(
      @JsonProperty(required = true) String subscription,
      @JsonProperty(required = true) Map<String, String> tags) {}

  /** True if the API is reachable from this machine only. */
  public boolean loopbackOnly() {
    return List.of("127.0.0.1", "::1", "localhost").contains(server.host());
  }
}
