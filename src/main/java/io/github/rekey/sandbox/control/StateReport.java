package io.github.rekey.sandbox.control;

import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Site;
import io.github.rekey.sandbox.world.Slot;
import io.github.rekey.sandbox.world.Vault;
import io.github.rekey.sandbox.world.Vault.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The world at this moment, every key by its label and none by its value. */
public final class StateReport {
  private final Azure azure;
  private final KeyLabels labels;
  private final Map<String, Supplier<?>> sections = new ConcurrentHashMap<>();

  StateReport(Azure azure) {
    this.azure = azure;
    this.labels = new KeyLabels(azure);
  }

  /** Adds what this room cannot know, e.g. "apps" or "swarm"; anything that Jackson can write. */
  public void section(String name, Supplier<?> content) {
    sections.put(name, content);
  }

  Map<String, Object> now() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("signalr", azure.signalr().stream().map(StateReport::signalr).toList());
    state.put("sites", azure.sites().stream().map(this::site).toList());
    state.put("vaults", azure.vaults().stream().map(this::vault).toList());
    state.put(
        "configurationStores", azure.configurationStores().stream().map(this::store).toList());
    state.put("calls", azure.calls().counts());
    sections.forEach((name, content) -> state.put(name, content.get()));
    return state;
  }

  private static Map<String, Object> signalr(SignalRResource resource) {
    Map<String, Object> keys = new LinkedHashMap<>();
    for (Slot slot : Slot.values()) {
      keys.put(slot.name().toLowerCase(Locale.ROOT), resource.label(resource.listedKey(slot)));
    }
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("id", resource.id());
    state.put("name", resource.name());
    state.put("region", resource.region());
    state.put("keys", keys);
    state.put("accepted", resource.acceptedKeys().stream().map(resource::label).toList());
    state.put("clients", resource.meter().open("Client"));
    state.put("servers", resource.meter().open("Server"));
    state.put("stopped", resource.stopped());
    state.put("localAuthDisabled", resource.localAuthDisabled());
    return state;
  }

  private Map<String, Object> site(Site site) {
    Map<String, String> settings = new TreeMap<>();
    site.settings()
        .forEach((name, value) -> labels.in(value).ifPresent(l -> settings.put(name, l)));
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("id", site.id());
    state.put("name", site.name());
    state.put("instances", site.instanceIds());
    state.put("settings", settings);
    return state;
  }

  private Map<String, Object> vault(Vault vault) {
    Map<String, Object> secrets = new TreeMap<>();
    vault
        .names()
        .forEach(
            name -> secrets.put(name, vault.versions(name).stream().map(this::version).toList()));
    return Map.of("name", vault.name(), "secrets", secrets);
  }

  private Map<String, Object> store(ConfigurationStore store) {
    Map<String, String> keyValues = new TreeMap<>();
    for (ConfigurationStore.KeyValue each : store.all()) {
      labels
          .in(each.content().value())
          .ifPresent(label -> keyValues.put(each.identity().toString(), label));
    }
    return Map.of("name", store.name(), "keyValues", keyValues);
  }

  private Map<String, Object> version(Version version) {
    return Map.of(
        "version", version.version(),
        "enabled", version.enabled(),
        "key", labels.in(version.value()).orElse("none"));
  }

  /** The values themselves, for tests that look for leaks. */
  List<String> mintedKeys() {
    return azure.signalr().stream().flatMap(r -> r.mintedKeys().stream()).toList();
  }
}
