package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Slot;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How Resource Manager writes a SignalR resource and its keys. */
final class SignalRDocument {
  private SignalRDocument() {}

  static Map<String, Object> resource(SignalRResource resource, boolean updating) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(
        "sku", Map.of("name", "Standard_S1", "tier", "Standard", "size", "S1", "capacity", 1));
    document.put("properties", properties(resource, updating));
    document.put("kind", "SignalR");
    document.put("location", resource.region());
    document.put("tags", resource.tags());
    document.put("id", resource.id());
    document.put("name", resource.name());
    document.put("type", "Microsoft.SignalRService/SignalR");
    return document;
  }

  private static Map<String, Object> properties(SignalRResource resource, boolean updating) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("provisioningState", updating ? "Updating" : "Succeeded");
    properties.put("externalIP", "127.0.0.1");
    properties.put("hostName", resource.endpoint().getHost());
    properties.put("publicPort", port(resource));
    properties.put("serverPort", port(resource));
    properties.put("version", "1.0");
    properties.put("privateEndpointConnections", List.of());
    properties.put("sharedPrivateLinkResources", List.of());
    properties.put("tls", Map.of("clientCertEnabled", false));
    properties.put("hostNamePrefix", resource.name());
    properties.put(
        "features",
        List.of(
            feature("ServiceMode", resource.serviceMode()),
            feature("EnableConnectivityLogs", "True")));
    properties.put("publicNetworkAccess", "Enabled");
    properties.put("disableLocalAuth", resource.localAuthDisabled());
    properties.put("disableAadAuth", false);
    properties.put("regionEndpointEnabled", "Enabled");
    properties.put("resourceStopped", String.valueOf(resource.stopped()));
    return properties;
  }

  private static Map<String, Object> feature(String flag, String value) {
    return Map.of("flag", flag, "value", value, "properties", Map.of());
  }

  private static int port(SignalRResource resource) {
    int port = resource.endpoint().getPort();
    return port < 0 ? 443 : port;
  }

  /** All four null where local authentication is disabled, since its keys are gone (assumption). */
  static Map<String, Object> keys(SignalRResource resource) {
    boolean none = resource.localAuthDisabled();
    Map<String, Object> keys = new HashMap<>();
    keys.put("primaryKey", none ? null : resource.listedKey(Slot.PRIMARY));
    keys.put("secondaryKey", none ? null : resource.listedKey(Slot.SECONDARY));
    keys.put("primaryConnectionString", none ? null : resource.connectionString(Slot.PRIMARY));
    keys.put("secondaryConnectionString", none ? null : resource.connectionString(Slot.SECONDARY));
    return keys;
  }
}
