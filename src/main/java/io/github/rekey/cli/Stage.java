package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.rekey.Scan;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Sighting;
import io.github.rekey.sandbox.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A sandbox and a Rekey that meet on the wire only, and the means to steer both. */
final class Stage {
  /** For a busy machine: what comes ends the wait, so only a drill that fails takes this long. */
  static final Duration PATIENCE = Duration.ofMinutes(6);

  private static final Scan.Watcher UNWATCHED =
      new Scan.Watcher() {
        @Override
        public void began(ResourceId id, String search) {}

        @Override
        public void ended(ResourceId id, String search) {}
      };

  private final Sandbox sandbox;
  private final ControlClient control;
  private final List<Service> services;
  private final SandboxConfiguration configuration;
  private final String resource;
  private final List<DrillResult.Check> seen = new ArrayList<>();

  Stage(Sandbox sandbox, Service service, SandboxConfiguration configuration) {
    this(sandbox, List.of(service), configuration);
  }

  /**
   * @param services the first is the one that the play steers
   */
  Stage(Sandbox sandbox, List<Service> services, SandboxConfiguration configuration) {
    this.sandbox = sandbox;
    this.control = new ControlClient(sandbox.control().controlUrl(), sandbox.trust());
    this.services = List.copyOf(services);
    this.configuration = configuration;
    this.resource = sandbox.resource().name();
  }

  void connect() {
    control.eventsToTheQueue();
    control.alertsTo(first().running().url());
    services.stream().skip(1).forEach(s -> control.everythingAlsoTo(s.running().url()));
  }

  private Service first() {
    return services.get(0);
  }

  /** What {@code scan} finds that rekey.yaml does not list: entries for it, nothing secret. */
  List<String> unlisted() {
    return Scan.of(configuration.read(0), List.of(), UNWATCHED).stream()
        .flatMap(scanned -> scanned.report().strangers().stream())
        .map(Sighting::entry)
        .toList();
  }

  /** Lists them, each with the hub that only a person knows, and starts Rekey anew. */
  void list(List<String> entries) {
    configuration.list(entries);
    first().restart(configuration.read(0));
    control.alertsTo(first().running().url());
  }

  /** Takes Rekey away: whoever reports to it reports into the void. */
  void stopRekey() {
    first().stop();
  }

  /** Brings it back elsewhere, and tells nobody: what is sent to it still goes into the void. */
  void startRekey() {
    first().restart(configuration.read(0));
  }

  void fault(String kind, String victim) {
    control.post("/faults", Map.of("kind", kind, "argument", victim));
  }

  /** What the play itself has seen proved or failed, for the end. */
  void prove(String what, boolean proved) {
    seen.add(new DrillResult.Check(what, proved));
  }

  List<DrillResult.Check> seen() {
    return List.copyOf(seen);
  }

  Sandbox sandbox() {
    return sandbox;
  }

  URI rekey() {
    return first().running().url();
  }

  ControlClient control() {
    return control;
  }

  ApiClient api() {
    return first().api();
  }

  String resource() {
    return resource;
  }

  String resourceId() {
    return sandbox.resource().id();
  }

  /** The application that Rekey is, to Azure. */
  String clientId() {
    return configuration.clientId();
  }

  /** The APIs of all installations. */
  List<ApiClient> apis() {
    return services.stream().map(Service::api).toList();
  }

  /** Azure replaces a key by itself, and its service reload drops every client. */
  void azureReplaces(String slot) {
    replace(slot);
    sandbox.dataPlane().dropClients();
  }

  /** Somebody replaces a key, and nobody is dropped yet. */
  void replace(String slot) {
    control.post("/signalr/" + resource + "/replace-key", Map.of("slot", slot));
  }

  void notice(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putIfAbsent("kind", "mandatory-regeneration");
    body.putIfAbsent("region", sandbox.resource().region());
    control.post("/notices", body);
  }

  void unauthorizedAlert() {
    unauthorizedAlert(Map.of());
  }

  /**
   * @param more such as {@code delayMs}: it tells of now, but comes late
   */
  void unauthorizedAlert(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("resource", resource);
    body.put("value", 42);
    control.post("/alerts/metric", body);
  }

  /** Requests with a good key for a wrong audience, which the data plane answers 401. */
  void knockWithWrongAudience(int times) {
    sandbox.knockWithWrongAudience(times);
  }

  /** Of all installations. */
  JsonNode incidents() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    apis().forEach(a -> a.get("/api/v1/incidents").path("incidents").forEach(all::add));
    return all;
  }

  /** Waits for a state of the world; false if it did not come within {@link #PATIENCE}. */
  boolean await(BooleanSupplier state) {
    return Waiting.until(PATIENCE, state);
  }

  void pause(Duration time) {
    Waiting.pause(time);
  }
}
