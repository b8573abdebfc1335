package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.world.ContainerApp;
import io.github.rekey.sandbox.world.ContainerApp.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How Resource Manager writes a container app, its secrets and revisions (version 2025-01-01). */
final class ContainerAppDocument {
  private static final String TYPE = "Microsoft.App/containerApps";
  private final String region;

  ContainerAppDocument(String region) {
    this.region = region;
  }

  Map<String, Object> app(ContainerApp app, boolean updating) {
    Map<String, Object> document = part(app.id(), app.name(), TYPE, properties(app, updating));
    document.put("location", region);
    return document;
  }

  /** The only document with values; a Key Vault reference has the value fetched last. */
  static Map<String, Object> secrets(ContainerApp app) {
    return Map.of(
        "value",
        app.secrets().stream()
            .map(
                secret -> {
                  Map<String, Object> written = nameAndPlace(secret);
                  written.put("value", secret.value());
                  return written;
                })
            .toList());
  }

  List<Map<String, Object>> revisions(ContainerApp app) {
    return app.revisions().stream().map(name -> revision(app, name)).toList();
  }

  private static Map<String, Object> properties(ContainerApp app, boolean updating) {
    Map<String, Object> configuration =
        Map.of(
            "activeRevisionsMode",
            app.multiple() ? "Multiple" : "Single",
            "secrets",
            app.secrets().stream().map(ContainerAppDocument::nameAndPlace).toList());
    return Map.of(
        "provisioningState",
        updating ? "InProgress" : "Succeeded",
        "runningStatus",
        "Running",
        "latestRevisionName",
        app.revisions().get(app.revisions().size() - 1),
        "configuration",
        configuration,
        "template",
        template(app));
  }

  private static Map<String, Object> template(ContainerApp app) {
    List<Map<String, String>> environment =
        app.environment().entrySet().stream()
            .map(used -> Map.of("name", used.getKey(), "secretRef", used.getValue()))
            .toList();
    return Map.of("containers", List.of(Map.of("name", app.name(), "env", environment)));
  }

  private static Map<String, Object> revision(ContainerApp app, String name) {
    Map<String, Object> properties =
        Map.of(
            "active",
            true,
            "replicas",
            app.replicas(),
            "healthState",
            "Healthy",
            "provisioningState",
            "Provisioned",
            "runningState",
            "Running");
    return part(app.id() + "/revisions/" + name, name, TYPE + "/revisions", properties);
  }

  private static Map<String, Object> nameAndPlace(Secret secret) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("name", secret.name());
    if (secret.isReference()) {
      written.put("keyVaultUrl", secret.keyVaultUrl());
      written.put("identity", secret.identity());
    }
    return written;
  }

  private static Map<String, Object> part(
      String id, String name, String type, Map<String, Object> properties) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", id);
    document.put("name", name);
    document.put("type", type);
    document.put("properties", properties);
    return document;
  }
}
