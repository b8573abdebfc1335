package io.github.rekey.azure;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.rest.RestProxy;
import com.azure.core.management.serializer.SerializerFactory;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ResourceState;
import io.github.rekey.rotation.SignalRKeys;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SignalR's management plane over Azure Resource Manager. Sends regenerateKey once, ever. */
public final class ArmSignalRKeys implements SignalRKeys {
  private static final String JSON = "application/json";
  private static final Right READ =
      Right.control("Microsoft.SignalRService/SignalR/read", "see endpoint, mode and local auth");
  private static final Right LIST_KEYS =
      Right.control("Microsoft.SignalRService/SignalR/listkeys/action", "see both keys");
  private static final Right REGENERATE =
      Right.control("Microsoft.SignalRService/SignalR/regeneratekey/action", "replace a key");

  /** What Rekey needs on each SignalR resource. */
  public static final List<Right> RIGHTS =
      List.of(
          READ,
          LIST_KEYS,
          REGENERATE,
          Right.control(
              "Microsoft.SignalRService/SignalR/operationStatuses/read",
              "follow a key's replacement"),
          Right.control(
              "Microsoft.SignalRService/SignalR/operationResults/read",
              "follow a key's replacement"));

  private final SignalRService service;
  private final HttpPipeline pipeline;
  private final AzureSettings settings;
  private final Guarded arm;

  public ArmSignalRKeys(AzureClients clients, Guarded arm) {
    this.pipeline = clients.arm();
    this.settings = clients.settings();
    this.arm = arm;
    this.service =
        RestProxy.create(
            SignalRService.class,
            pipeline,
            SerializerFactory.createDefaultManagementSerializerAdapter());
  }

  @Override
  public ResourceState describe(ResourceId resource) {
    return arm.read(
        Call.read("read", subject(resource), READ.toString()),
        () ->
            SignalRDocuments.state(
                service
                    .get(
                        host(),
                        resource.subscription(),
                        resource.resourceGroup(),
                        resource.name(),
                        settings.apiVersion(),
                        JSON,
                        Context.NONE)
                    .getValue()));
  }

  @Override
  public KeyPair list(ResourceId resource) {
    return arm.read(
        Call.read("listKeys", subject(resource), LIST_KEYS.toString()),
        () ->
            SignalRDocuments.keys(
                service
                    .listKeys(
                        host(),
                        resource.subscription(),
                        resource.resourceGroup(),
                        resource.name(),
                        settings.apiVersion(),
                        JSON,
                        Context.NONE)
                    .getValue()));
  }

  @Override
  public void regenerate(ResourceId resource, KeySlot slot, Duration atMost) {
    String keyType = slot == KeySlot.PRIMARY ? "Primary" : "Secondary";
    BinaryData body = BinaryData.fromString("{\"keyType\":\"" + keyType + "\"}");
    Call call = Call.write("regenerateKey " + keyType, subject(resource), REGENERATE.toString());
    new Regeneration(call, arm, pipeline, settings.pollInterval())
        .run(
            () ->
                service.regenerateKey(
                    host(),
                    resource.subscription(),
                    resource.resourceGroup(),
                    resource.name(),
                    settings.apiVersion(),
                    body,
                    JSON,
                    Context.NONE),
            atMost);
  }

  @Override
  public List<ResourceId> discover(String subscription, Map<String, String> tags) {
    return tags(subscription).entrySet().stream()
        .filter(
            found ->
                tags.entrySet().stream()
                    .allMatch(tag -> tag.getValue().equals(found.getValue().get(tag.getKey()))))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public Map<ResourceId, Map<String, String>> tags(String subscription) {
    Map<ResourceId, Map<String, String>> found = new LinkedHashMap<>();
    SignalRDocuments.Page page = firstPage(subscription);
    collect(page, found);
    while (!page.nextLink().isEmpty()) {
      page = nextPage(subscription, page.nextLink());
      collect(page, found);
    }
    return found;
  }

  private static void collect(
      SignalRDocuments.Page page, Map<ResourceId, Map<String, String>> found) {
    for (JsonNode resource : page.resources()) {
      found.put(SignalRDocuments.id(resource), SignalRDocuments.tags(resource));
    }
  }

  private SignalRDocuments.Page firstPage(String subscription) {
    return arm.read(
        Call.read("list", "SignalR in subscription " + subscription, READ.toString()),
        () ->
            SignalRDocuments.page(
                service
                    .listInSubscription(
                        host(), subscription, settings.apiVersion(), JSON, Context.NONE)
                    .getValue()));
  }

  private SignalRDocuments.Page nextPage(String subscription, String nextLink) {
    return arm.read(
        Call.read("list", "SignalR in subscription " + subscription, READ.toString()),
        () ->
            SignalRDocuments.page(
                service.nextPage(host(), nextLink, JSON, Context.NONE).getValue()));
  }

  private String host() {
    return settings.cloud().armEndpoint().toString();
  }

  private static String subject(ResourceId resource) {
    return "SignalR " + resource.name();
  }
}
