package io.github.rekey.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.AccessKey;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One App Service site: its settings and connection strings in ARM, and two instances that keep the
 * key with which they started.
 */
final class FakeSite {
  static final String STRING = "SignalR";
  private static final ObjectMapper JSON = new ObjectMapper();
  private final String name;
  private final String id;
  private final Supplier<String> vaultValue;
  private final Map<String, String> settings = new TreeMap<>();
  private final Map<String, ObjectNode> strings = new TreeMap<>();
  private final List<String> sticky = new ArrayList<>();
  private final List<String> slots = new ArrayList<>();
  private final List<String> running = new ArrayList<>(List.of("", ""));
  private final List<String> calls = new ArrayList<>();
  private boolean restartIgnored;
  private boolean answerLost;
  private Runnable afterRead = () -> {};

  FakeSite(String name, String value, Supplier<String> vaultValue) {
    this.name = name;
    this.id = "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Web/sites/" + name;
    this.vaultValue = vaultValue;
    settings.put(AppServiceSettingsTarget.DEFAULT_SETTING, value);
    settings.put("Other", "stays");
    start();
  }

  void routes(RoutesConfig routes) {
    routes.post(id + "/config/appsettings/list", x -> list(x, settings()));
    routes.put(id + "/config/appsettings", this::replaceSettings);
    routes.post(id + "/config/connectionstrings/list", x -> list(x, strings));
    routes.put(id + "/config/connectionstrings", this::replaceStrings);
    routes.get(id + "/config/slotConfigNames", this::sticky);
    routes.get(id + "/slots", this::slots);
    routes.post(id + "/restart", this::restart);
    routes.post(id + "/config/configreferences/appsettings/refresh", x -> calls.add("refresh"));
    routes.get(id + "/instances", FakeSite::instances);
    routes.post("/" + name + "/negotiate", this::negotiate);
  }

  String id() {
    return id;
  }

  /** As the list of a subscription, or of slots, has it. */
  ObjectNode document() {
    ObjectNode document = JSON.createObjectNode().put("id", id).put("name", name);
    document.putObject("properties").put("defaultHostName", name + ".azurewebsites.net");
    return document;
  }

  Map<String, String> settings() {
    return settings;
  }

  /** Puts a setting there as its owner would, and the platform restarts the site. */
  void put(String setting, String value) {
    settings.put(setting, value);
    start();
  }

  /** Puts a connection string there instead of the setting. */
  void putString(String string, String value, String type) {
    settings.remove(AppServiceSettingsTarget.DEFAULT_SETTING);
    strings.put(string, JSON.createObjectNode().put("value", value).put("type", type));
    start();
  }

  JsonNode string(String string) {
    return strings.get(string);
  }

  /** These settings and connection strings stay with their slot. */
  void makeSticky(String... values) {
    sticky.addAll(List.of(values));
  }

  void addSlot(String slot) {
    slots.add(slot);
  }

  /** What was done to the site: write, restart, refresh. */
  List<String> calls() {
    return calls;
  }

  int writes() {
    return (int) calls.stream().filter("write"::equals).count();
  }

  /** The platform's restart after a write does not happen, nor does the next one asked for. */
  void ignoreRestart() {
    restartIgnored = true;
  }

  void afterNextRead(Runnable work) {
    afterRead = work;
  }

  /** The next write has its effect, but is answered 500. */
  void loseNextAnswer() {
    answerLost = true;
  }

  private void start() {
    if (restartIgnored) {
      restartIgnored = false;
      return;
    }
    String value =
        Stream.concat(
                settings.entrySet().stream()
                    .filter(s -> s.getKey().startsWith(AppServiceSettingsTarget.DEFAULT_SETTING))
                    .map(Map.Entry::getValue),
                strings.values().stream().map(s -> s.path("value").asText()))
            .findFirst()
            .orElse("");
    String resolved = value.startsWith("@") ? vaultValue.get() : value;
    running.replaceAll(old -> resolved);
  }

  private void list(Context x, Map<String, ?> values) {
    json(x, dictionary(values));
    Runnable work = afterRead;
    afterRead = () -> {};
    work.run();
  }

  private void replaceSettings(Context x) throws JsonProcessingException {
    settings.clear();
    properties(x).forEach(s -> settings.put(s.getKey(), s.getValue().asText()));
    written(x, settings);
  }

  private void replaceStrings(Context x) throws JsonProcessingException {
    strings.clear();
    properties(x).forEach(s -> strings.put(s.getKey(), (ObjectNode) s.getValue()));
    written(x, strings);
  }

  private static Iterable<Map.Entry<String, JsonNode>> properties(Context x)
      throws JsonProcessingException {
    return JSON.readTree(x.body()).path("properties").properties();
  }

  private void written(Context x, Map<String, ?> values) {
    calls.add("write");
    start();
    json(x, dictionary(values));
    if (answerLost) {
      answerLost = false;
      x.status(500).result("");
    }
  }

  private void restart(Context x) {
    calls.add("restart");
    start();
  }

  private void sticky(Context x) {
    json(x, dictionary(Map.of("appSettingNames", sticky, "connectionStringNames", sticky)));
  }

  private void slots(Context x) {
    ObjectNode page = JSON.createObjectNode();
    page.putArray("value");
    slots.forEach(slot -> page.withArray("value").addObject().put("id", id + "/slots/" + slot));
    json(x, page.toString());
  }

  private void negotiate(Context x) {
    int index = "i1".equals(x.cookie("ARRAffinity")) ? 0 : 1;
    AccessKey key =
        ConnectionString.parse(running.get(index))
            .flatMap(ConnectionString::accessKey)
            .orElseThrow();
    json(x, "{\"accessToken\":\"" + Keys.token("https://h", Instant.now(), key) + "\"}");
  }

  private static void instances(Context x) {
    json(x, "{\"value\":[{\"name\":\"i1\"},{\"name\":\"i2\"}]}");
  }

  private static String dictionary(Map<String, ?> values) {
    ObjectNode document = JSON.createObjectNode().put("name", "dictionary");
    document.set("properties", JSON.valueToTree(values));
    return document.toString();
  }

  private static void json(Context x, String body) {
    x.contentType("application/json").result(body);
  }
}
