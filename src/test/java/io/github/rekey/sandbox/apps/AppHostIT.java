package io.github.rekey.sandbox.apps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.rekey.sandbox.signalr.Access;
import io.github.rekey.sandbox.signalr.DataPlane;
import io.github.rekey.sandbox.signalr.Refusal;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Faults;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Site;
import io.github.rekey.sandbox.world.Slot;
import io.github.rekey.sandbox.world.Vault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppHostIT {
  private static final String SETTING = "Azure__SignalR__ConnectionString";
  private final Certificates certificates = new Certificates();
  private final HttpClient http =
      HttpClient.newBuilder().sslContext(certificates.clientContext()).build();
  private final Azure azure = new Azure();
  private final SignalRResource resource =
      new SignalRResource("/s/signalR/chat", "westeurope", Map.of(), Clock.systemUTC());
  private final DataPlane plane = DataPlane.start(certificates, resource);
  private AppHost app;
  private Site site;

  @AfterEach
  void stop() {
    app.close();
    plane.close();
  }

  @Test
  void keepsItsKeyUntilItIsRestarted() throws Exception {
    start(2, resource.connectionString(Slot.PRIMARY));
    assertThat(keys()).containsOnly("primary #1");

    resource.replace(Slot.PRIMARY, Duration.ZERO);
    assertThat(keys()).containsOnly("primary #1");
    assertThat(negotiate("").statusCode()).as("the app does not notice").isEqualTo(200);

    site.replaceSettings(Map.of(SETTING, resource.connectionString(Slot.PRIMARY)));
    await().untilAsserted(() -> assertThat(keys()).containsOnly("primary #2"));
    await().until(app::connected);
  }

  @Test
  void readsItsKeyFromTheVaultWhenItStarts() {
    Vault vault = new Vault("keys", Clock.systemUTC());
    azure.add(vault);
    vault.put("signalr", resource.connectionString(Slot.PRIMARY), Map.of(), "");
    start(1, "@Microsoft.KeyVault(SecretUri=https://localhost/secrets/signalr/)");
    vault.put("signalr", resource.connectionString(Slot.SECONDARY), Map.of(), "");
    assertThat(keys()).containsOnly("primary #1");

    site.restart();
    await().untilAsserted(() -> assertThat(keys()).containsOnly("secondary #1"));
  }

  @Test
  void doesNotRestartWhenAFaultSaysSoAndDoesTheNextTime() {
    start(1, resource.connectionString(Slot.PRIMARY));
    azure.faults().script(Faults.Kind.RESTART_IGNORED, "");
    site.replaceSettings(Map.of(SETTING, resource.connectionString(Slot.SECONDARY)));
    assertThat(app.restarting()).isFalse();
    assertThat(keys()).containsOnly("primary #1");

    site.restart();
    await().untilAsserted(() -> assertThat(keys()).containsOnly("secondary #1"));
  }

  @Test
  void keepsItsServerConnectionsWhenAFaultSaysSoAndReopensThemWithTheOldKey() throws Exception {
    start(1, resource.connectionString(Slot.PRIMARY));
    azure.faults().script(Faults.Kind.SERVER_CONNECTIONS_KEPT, "");
    site.replaceSettings(Map.of(SETTING, resource.connectionString(Slot.SECONDARY)));
    assertThat(keys()).containsOnly("secondary #1");
    assertThat(app.connected()).as("without a pause").isTrue();

    resource.replace(Slot.PRIMARY, Duration.ZERO);
    plane.dropServerConnections();
    await().until(() -> refusedServerConnections() >= 2);
    assertThat(negotiate("").statusCode()).isEqualTo(500);
  }

  @Test
  void takesACallOfTheServiceWhoseSignaturesOneIsMadeWithItsKey() throws Exception {
    start(1, resource.connectionString(Slot.PRIMARY));
    String good = signature("c1", resource.listedKey(Slot.PRIMARY));
    String other = signature("c1", resource.listedKey(Slot.SECONDARY));
    assertThat(upstream("c1", good + ", " + other)).isEqualTo(204);
    assertThat(upstream("c1", other)).isEqualTo(401);
    assertThat(upstream("c2", good)).isEqualTo(401);
  }

  @Test
  void keepsAClientOnTheInstanceOfItsCookie() throws Exception {
    start(2, resource.connectionString(Slot.PRIMARY));
    for (String id : site.instanceIds()) {
      for (int i = 0; i < 3; i++) {
        assertThat(affinity(negotiate(id))).isEqualTo(id);
      }
    }
  }

  @Test
  void spreadsClientsWithoutACookieOverAllInstances() throws Exception {
    start(2, resource.connectionString(Slot.PRIMARY));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      seen.add(affinity(negotiate("")));
    }
    assertThat(seen).hasSize(2).allMatch(id -> id.matches("[0-9a-f]{64}"));
  }

  @Test
  void answersAPinnedClient503WhileItsInstanceIsDownAndOthersFromTheRest() throws Exception {
    start(2, resource.connectionString(Slot.PRIMARY), Duration.ofSeconds(4));
    String first = site.instanceIds().get(0);
    site.restart();
    await().pollInterval(Duration.ofMillis(10)).until(() -> !app.instances().get(0).running());
    assertThat(negotiate(first).statusCode()).isEqualTo(503);
    assertThat(affinity(negotiate(""))).isEqualTo(site.instanceIds().get(1));
    await().until(() -> !app.restarting());
    await().untilAsserted(() -> assertThat(negotiate(first).statusCode()).isEqualTo(200));
  }

  @Test
  void answersNegotiate500ButHealthFineWithADeadKey() throws Exception {
    start(1, resource.connectionString(Slot.PRIMARY));
    resource.replace(Slot.PRIMARY, Duration.ZERO);
    plane.dropServerConnections();

    await().untilAsserted(() -> assertThat(negotiate("").statusCode()).isEqualTo(500));
    assertThat(negotiate("").body()).contains("Azure SignalR Service is not connected yet");
    assertThat(send("GET", app.url() + "/health", "").statusCode()).isEqualTo(200);
    await().until(() -> refusedServerConnections() >= 4);
    assertThat(resource.meter().open("Server")).isZero();
  }

  @Test
  void runsWithoutServerConnectionsOnASettingThatItCannotRead() throws Exception {
    start(1, resource.connectionString(Slot.PRIMARY));
    site.replaceSettings(Map.of(SETTING, "Endpoint=http://:x;AccessKey=short"));
    await().untilAsserted(() -> assertThat(keys()).containsOnly("none"));
    assertThat(negotiate("").statusCode()).isEqualTo(500);

    site.replaceSettings(Map.of(SETTING, resource.connectionString(Slot.PRIMARY)));
    await().until(app::connected);
  }

  @Test
  void doesNotMindARestartOnceItIsClosed() {
    start(1, resource.connectionString(Slot.PRIMARY));
    app.close();
    assertThatCode(site::restart).doesNotThrowAnyException();
  }

  @Test
  void doesNotShowKeysInItsReport() {
    start(1, resource.connectionString(Slot.PRIMARY));
    assertThat(app.instances().toString())
        .doesNotContain(resource.mintedKeys().toArray(String[]::new));
  }

  private void start(int instances, String setting) {
    start(instances, setting, Duration.ofMillis(400));
  }

  private void start(int instances, String setting, Duration restart) {
    site = new Site("/s/sites/app", instances, Map.of(SETTING, setting));
    azure.add(resource);
    app =
        AppHost.start(
            certificates,
            azure,
            site,
            AppHost.Options.defaults().withRestart(restart).withBackOff(Duration.ofMillis(100)));
    await().until(app::connected);
  }

  private List<String> keys() {
    return app.instances().stream().map(AppHost.Instance::key).toList();
  }

  private long refusedServerConnections() {
    return plane.refusals().stream()
        .filter(r -> r.endpoint().equals("Server"))
        .map(Refusal::why)
        .filter(Access.WRONG_SIGNATURE::equals)
        .count();
  }

  private HttpResponse<String> negotiate(String instance) throws Exception {
    return send("POST", app.negotiateUrl() + "/negotiate?negotiateVersion=1", instance);
  }

  private HttpResponse<String> send(String method, String url, String instance)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Cookie", "ARRAffinity=" + instance)
            .method(method, BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private int upstream(String connection, String signatures) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(app.url() + "/upstream"))
            .header("X-ASRS-Connection-Id", connection)
            .header("X-ASRS-Signature", signatures)
            .POST(BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.ofString()).statusCode();
  }

  private static String signature(String connection, String key) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(connection.getBytes(UTF_8)));
  }

  private static String affinity(HttpResponse<String> answer) {
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring("ARRAffinity=".length(), cookie.indexOf(';'));
  }

  private static ConditionFactory await() {
    return Awaitility.await();
  }
}
