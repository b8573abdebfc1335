package io.github.rekey.sandbox.control;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.TickingClock;
import io.github.rekey.sandbox.eventgrid.Schema;
import io.github.rekey.sandbox.eventgrid.Subscription;
import io.github.rekey.sandbox.eventgrid.Subscription.ToQueue;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Site;
import io.github.rekey.sandbox.world.Slot;
import io.github.rekey.sandbox.world.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A control plane with one SignalR resource "chat", one site "shop", one vault and one
 * configuration store, for tests; its time stands still until ticked, unless another clock is
 * given.
 */
public final class RunningPlane implements AutoCloseable {
  private final Certificates certificates = new Certificates();
  private final Clock clock;
  private final Azure azure = new Azure();
  private final RecordedQueue queue = new RecordedQueue();
  private final ControlPlane plane;
  private final SignalRResource chat;
  private final Site shop;
  private final Vault vault;
  private final ConfigurationStore store;
  private final java.net.http.HttpClient http =
      java.net.http.HttpClient.newBuilder().sslContext(certificates.clientContext()).build();

  public RunningPlane() {
    this(ControlOptions.defaults().withLroDuration(Duration.ofMillis(300)).withTimeScale(0.001));
  }

  public RunningPlane(ControlOptions options) {
    this(options, new TickingClock(Instant.now()));
  }

  public RunningPlane(ControlOptions options, Clock clock) {
    this.clock = clock;
    String group = "/subscriptions/" + options.subscriptionId() + "/resourceGroups/live/providers/";
    chat =
        new SignalRResource(
            group + "Microsoft.SignalRService/SignalR/chat",
            "eastus",
            Map.of("app", "shop"),
            clock);
    chat.endpoint(URI.create("https://localhost:4443"));
    shop =
        new Site(
            group + "Microsoft.Web/sites/shop",
            2,
            Map.of(
                "Azure__SignalR__ConnectionString",
                chat.connectionString(Slot.PRIMARY),
                "Theme",
                "dark"));
    vault = new Vault("kv", clock);
    azure.add(chat);
    azure.add(shop);
    azure.add(vault);
    store = new ConfigurationStore("appcs", clock);
    azure.add(store);
    plane = ControlPlane.start(certificates, azure, queue, clock, options);
    plane
        .events()
        .subscribe(new Subscription("rekey", Schema.EVENT_GRID, Set.of(), new ToQueue("events")))
        .join();
  }

  public void tick(Duration by) {
    ((TickingClock) clock).tick(by);
  }

  public ControlPlane plane() {
    return plane;
  }

  public Azure azure() {
    return azure;
  }

  public RecordedQueue queue() {
    return queue;
  }

  public SignalRResource chat() {
    return chat;
  }

  public Site shop() {
    return shop;
  }

  public Vault vault() {
    return vault;
  }

  public ConfigurationStore store() {
    return store;
  }

  public Certificates certificates() {
    return certificates;
  }

  public HttpClient azureHttp() {
    return new JdkHttpClientBuilder(
            java.net.http.HttpClient.newBuilder().sslContext(certificates.clientContext()))
        .build();
  }

  /** The real credential, with the right secret. */
  public TokenCredential credential() {
    return credential(plane.options().tenant().clientSecret());
  }

  public TokenCredential credential(String secret) {
    return new ClientSecretCredentialBuilder()
        .tenantId(plane.options().tenant().id())
        .clientId(plane.options().tenant().clientId())
        .clientSecret(secret)
        .authorityHost(plane.authorityUrl().toString())
        .disableInstanceDiscovery()
        .httpClient(azureHttp())
        .build();
  }

  /** A plain call to ARM with a good token. */
  public HttpResponse<String> arm(String method, String pathAndQuery, String body) {
    String token =
        credential()
            .getTokenSync(
                new com.azure.core.credential.TokenRequestContext()
                    .addScopes("https://management.azure.com/.default"))
            .getToken();
    return send(method, URI.create(plane.armUrl() + pathAndQuery), body, "Bearer " + token);
  }

  /** A call to the control API. */
  public JsonNode control(String method, String path, String body) {
    HttpResponse<String> response =
        send(method, URI.create(plane.controlUrl() + path), body, "none");
    if (response.statusCode() >= 300) {
      throw new AssertionError(path + " answered " + response.statusCode());
    }
    return json(response.body());
  }

  public HttpResponse<String> send(String method, URI url, String body, String authorization) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  public static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    plane.close();
  }
}
