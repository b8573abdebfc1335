package io.github.rekey.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.AccessKey;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One container app in ARM. Its active revisions keep the value with which they started; an update
 * runs for one look, and fetches what refers to Key Vault.
 */
final class FakeContainerApp {
  static final String SECRET = "signalr";

  /** Where the fake keeps what a secret in Key Vault holds. */
  private final Map<String, String> vault = new TreeMap<>();

  private static final ObjectMapper JSON = new ObjectMapper();
  private final String name;
  private final Map<String, ObjectNode> secrets = new LinkedHashMap<>();
  private final Map<String, String> running = new TreeMap<>();
  private final Map<String, String> states = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private boolean updating;
  private boolean hiding;
  private boolean fetching = true;
  private int ignored;
  private int turn;

  FakeContainerApp(String name, String... revisions) {
    this.name = name;
    for (String revision : revisions) {
      running.put(name + "--" + revision, "");
      states.put(name + "--" + revision, "Running");
    }
  }

  void routes(RoutesConfig routes) {
    routes.get(id(), this::get);
    routes.patch(id(), this::patch);
    routes.post(id() + "/listSecrets", this::list);
    routes.get(id() + "/revisions", this::revisions);
    routes.post(id() + "/revisions/{revision}/restart", this::restart);
    routes.post("/" + name + "/negotiate", this::negotiate);
  }

  String id() {
    return "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.App/containerApps/" + name;
  }

  /** What was done to the app: write, and restart with the revision's name. */
  List<String> calls() {
    return calls;
  }

  /** Stores a value, as whoever deployed the app did. */
  FakeContainerApp with(String secret, String value) {
    secrets.put(secret, JSON.createObjectNode().put("name", secret).put("value", value));
    return this;
  }

  FakeContainerApp withReference(String secret, String url, String held) {
    vault.put(url, held);
    ObjectNode stored = JSON.createObjectNode().put("name", secret).put("keyVaultUrl", url);
    secrets.put(secret, stored.put("identity", "system").put("value", held));
    return this;
  }

  /** All revisions start with what is stored now. */
  FakeContainerApp started() {
    running.replaceAll((revision, old) -> value(SECRET));
    return this;
  }

  String value(String secret) {
    return secrets.get(secret).path("value").asText();
  }

  ObjectNode secret(String secret) {
    return secrets.get(secret);
  }

  void remove(String secret) {
    secrets.remove(secret);
  }

  void putInVault(String url, String held) {
    vault.put(url, held);
  }

  /** From now on listSecrets shows no values of what refers to Key Vault. */
  void hideFetchedValues() {
    hiding = true;
  }

  /** An update does not fetch what refers to Key Vault, as for its next half an hour. */
  void fetchNothing() {
    fetching = false;
  }

  void fetch() {
    fetching = true;
    secrets.values().forEach(this::fetch);
  }

  void ignoreRestarts(int times) {
    ignored = times;
  }

  void state(String revision, String state) {
    states.put(revision, state);
  }

  void stopAll() {
    running.clear();
  }

  private void get(Context x) {
    json(x, document());
    updating = false;
  }

  private String document() {
    ObjectNode document = JSON.createObjectNode().put("id", id()).put("name", name);
    document
        .putObject("properties")
        .put("provisioningState", updating ? "InProgress" : "Succeeded");
    return document.toString();
  }

  private void list(Context x) {
    ObjectNode document = JSON.createObjectNode();
    ArrayNode value = document.putArray("value");
    secrets.values().forEach(secret -> value.add(listed(secret)));
    json(x, document.toString());
  }

  private ObjectNode listed(ObjectNode secret) {
    ObjectNode shown = secret.deepCopy();
    if (hiding && secret.has("keyVaultUrl")) {
      shown.remove("value");
    }
    return shown;
  }

  private void patch(Context x) throws JsonProcessingException {
    calls.add("write");
    Map<String, ObjectNode> before = Map.copyOf(secrets);
    secrets.clear();
    JSON.readTree(x.body())
        .at("/properties/configuration/secrets")
        .forEach(secret -> secrets.put(secret.path("name").asText(), secret.deepCopy()));
    secrets.values().forEach(secret -> keep(before, secret));
    if (fetching) {
      fetch();
    }
    updating = true;
    json(x, document());
    x.status(202).header("Azure-AsyncOperation", "https://localhost/operation");
  }

  /** What was fetched before stays until something else is. */
  private static void keep(Map<String, ObjectNode> before, ObjectNode secret) {
    ObjectNode former = before.get(secret.path("name").asText());
    if (secret.has("keyVaultUrl") && former != null) {
      secret.set("value", former.get("value"));
    }
  }

  private void fetch(ObjectNode secret) {
    String url = secret.path("keyVaultUrl").asText("");
    if (!url.isEmpty()) {
      secret.put("value", vault.get(url));
    }
  }

  private void revisions(Context x) {
    ObjectNode document = JSON.createObjectNode();
    ArrayNode value = document.putArray("value");
    running.keySet().forEach(revision -> revision(value.addObject(), revision, true));
    revision(value.addObject(), name + "--former", false);
    json(x, document.toString());
  }

  private void revision(ObjectNode document, String revision, boolean active) {
    document.put("name", revision);
    document
        .putObject("properties")
        .put("active", active)
        .put("replicas", 1)
        .put("healthState", "Healthy")
        .put("provisioningState", "Provisioned")
        .put("runningState", states.getOrDefault(revision, "Stopped"));
  }

  private void restart(Context x) {
    String revision = x.pathParam("revision");
    calls.add("restart " + revision);
    if (ignored > 0) {
      ignored--;
      return;
    }
    running.put(revision, value(SECRET));
  }

  private void negotiate(Context x) {
    List<String> values = List.copyOf(running.values());
    AccessKey key =
        ConnectionString.parse(values.get(turn++ % values.size()))
            .flatMap(ConnectionString::accessKey)
            .orElseThrow();
    json(x, "{\"accessToken\":\"" + Keys.token("https://h", Instant.now(), key) + "\"}");
  }

  private static void json(Context x, String body) {
    x.contentType("application/json").result(body);
  }
}
