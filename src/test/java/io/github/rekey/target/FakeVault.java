package io.github.rekey.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.azure.FakeAzure;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/** Key Vault's wire for one secret, as the SDK's client needs it. */
final class FakeVault {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final List<ObjectNode> versions = new ArrayList<>();
  private Runnable beforeRead = () -> {};
  private int writes;

  void routes(RoutesConfig routes) {
    routes.before("/secrets/*", FakeVault::challenge);
    routes.get("/secrets/signalr/versions", this::list);
    routes.get("/secrets/signalr", this::latest);
    routes.get("/secrets/signalr/{version}", this::one);
    routes.put("/secrets/signalr", this::set);
    routes.patch("/secrets/signalr/{version}", this::update);
  }

  /** Stores a version as its owner would, without the wire. */
  ObjectNode store(String value, String tags) {
    ObjectNode version = JSON.createObjectNode();
    version.put("value", value).put("contentType", "text/plain");
    version.putObject("attributes").put("enabled", true).put("created", 1767225600);
    try {
      version.set("tags", JSON.readTree(tags));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    return add(version);
  }

  void beforeNextRead(Runnable work) {
    beforeRead = work;
  }

  List<ObjectNode> versions() {
    return List.copyOf(versions);
  }

  JsonNode newest() {
    return versions.get(versions.size() - 1);
  }

  int writes() {
    return writes;
  }

  boolean enabled(int index) {
    return versions.get(index).path("attributes").path("enabled").asBoolean();
  }

  private ObjectNode add(ObjectNode version) {
    version.put("id", "https://kv-demo.vault.azure.net/secrets/signalr/v" + versions.size());
    versions.add(version);
    return version;
  }

  static void challenge(Context x) {
    if (x.header("Authorization") == null) {
      x.header(
          "WWW-Authenticate",
          "Bearer authorization=\"https://login.microsoftonline.com/"
              + FakeAzure.TENANT
              + "\","
              + " resource=\"https://vault.azure.net\"");
      x.status(401).skipRemainingHandlers();
    }
  }

  private void latest(Context x) {
    Runnable work = beforeRead;
    if (versions.isEmpty()) {
      json(x.status(404), "{\"error\":{\"code\":\"SecretNotFound\",\"message\":\"none\"}}");
      return;
    }
    json(x, newest().toString());
    beforeRead = () -> {};
    work.run();
  }

  private void one(Context x) {
    json(x, find(x).toString());
  }

  private void list(Context x) {
    ObjectNode page = JSON.createObjectNode();
    versions.forEach(v -> page.withArray("value").add(v.deepCopy().without("value")));
    json(x, page.toString());
  }

  private void set(Context x) {
    writes++;
    ObjectNode version = body(x);
    version.withObject("/attributes").put("enabled", true).put("created", 1767225600);
    json(x, add(version).toString());
  }

  private void update(Context x) {
    boolean enabled = body(x).path("attributes").path("enabled").asBoolean();
    find(x).withObject("/attributes").put("enabled", enabled);
    json(x, find(x).toString());
  }

  private ObjectNode find(Context x) {
    int index = Integer.parseInt(x.pathParam("version").substring(1));
    return versions.get(index);
  }

  private static ObjectNode body(Context x) {
    try {
      return (ObjectNode) JSON.readTree(x.body());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void json(Context x, String body) {
    x.contentType("application/json").result(body);
  }
}
