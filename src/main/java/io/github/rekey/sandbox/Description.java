package io.github.rekey.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.sandbox.apps.AppHost;
import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.control.ControlPlane;
import io.github.rekey.sandbox.world.Site;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every endpoint and name of a running sandbox, as one flat JSON object (docs/sandbox.md). */
public record Description(Map<String, Object> values) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Description of(Sandbox sandbox, ControlOptions options, Path caCertificate) {
    ControlPlane control = sandbox.control();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("arm", text(control.armUrl()));
    values.put("authority", text(control.authorityUrl()));
    values.put("token", text(control.tokenUrl()));
    values.put("tokenKeys", text(control.jwksUrl()));
    values.put("caCertificate", caCertificate.toAbsolutePath().toString());
    values.put("subscriptionId", options.subscriptionId());
    values.put("resourceGroup", options.resourceGroup());
    values.put("region", options.region());
    values.put("tenantId", options.tenant().id());
    values.put("clientId", options.tenant().clientId());
    values.put("clientSecret", options.tenant().clientSecret());
    values.put("resourceIds", List.of(sandbox.resource().id()));
    values.put("signalr", List.of(text(sandbox.resource().endpoint())));
    values.put("keyVault", text(control.vaultUrl(Sandbox.VAULT)));
    values.put("keyVaultName", Sandbox.VAULT);
    values.put("secrets", List.of(Sandbox.SECRET));
    values.put("serviceBus", sandbox.queues().connectionString());
    values.put("queue", Sandbox.QUEUE);
    values.put("sites", sandbox.sites().stream().map(Site::id).toList());
    values.put(
        "apps", sandbox.apps().stream().map(AppHost::negotiateUrl).map(URI::toString).toList());
    if (!sandbox.consumers().isEmpty()) {
      values.put("configurationStore", text(control.storeUrl(Estate.STORE)));
      values.put("consumers", sandbox.consumers());
    }
    values.put("control", text(control.controlUrl()));
    return new Description(values);
  }

  private static String text(URI url) {
    return url.toString();
  }

  /** The same with one more value, such as where Rekey listens. */
  public Description with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(key, value);
    return new Description(more);
  }

  public String text(String key) {
    return String.valueOf(values.get(key));
  }

  public String json() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
  }
}
