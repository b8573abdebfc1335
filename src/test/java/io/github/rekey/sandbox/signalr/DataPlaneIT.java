package io.github.rekey.sandbox.signalr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.signalr.HubConnection;
import io.github.rekey.TickingClock;
import io.github.rekey.sandbox.apps.AppHost;
import io.github.rekey.sandbox.signalr.DataPlane.Options;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Site;
import io.github.rekey.sandbox.world.Slot;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataPlaneIT {
  private static final String CLIENT = "https://localhost/client/?hub=chat";
  private final TickingClock clock = new TickingClock(Instant.now());
  private final Certificates certificates = new Certificates();
  private final Azure azure = new Azure();
  private final SignalRResource resource =
      new SignalRResource("/subscriptions/s/signalR/chat", "westeurope", Map.of(), clock);
  private final List<HubConnection> hubs = new ArrayList<>();
  private final List<AutoCloseable> faces = new ArrayList<>();
  private DataPlane plane;

  @AfterEach
  void stop() throws Exception {
    hubs.forEach(hub -> hub.stop().blockingAwait());
    for (AutoCloseable face : faces) {
      face.close();
    }
  }

  @Test
  void letsTheRealClientInWithoutAnAppInServerlessMode() {
    start(ServiceMode.SERVERLESS);
    TestHub.start(direct(resource.listedKey(Slot.SECONDARY), CLIENT));
    await().until(() -> resource.meter().open("Client") == 1);
    assertThat(plane.refusals()).isEmpty();
  }

  @Test
  void doesNotLetAClientInWithoutAnAppInDefaultMode() {
    start(ServiceMode.DEFAULT);
    HubConnection hub = direct(resource.listedKey(Slot.PRIMARY), CLIENT);
    assertThatThrownBy(() -> TestHub.start(hub)).hasMessageContaining("No server connection");
    await().until(() -> closedWith("NoAvailableServerConnection") == 1);
  }

  @Test
  void carriesInvocationsThroughAnApp() {
    start(ServiceMode.DEFAULT);
    HubConnection hub = throughApp(app());
    assertThat(hub.invoke(String.class, "Echo", "hello").blockingGet()).isEqualTo("hello");
    assertThatThrownBy(() -> hub.invoke(String.class, "Nonsense").blockingGet())
        .hasMessageContaining("Method does not exist");
    assertThat(resource.meter().open("Server")).isEqualTo(2);
  }

  @Test
  void refusesAWrongKeyAndCountsIt() {
    start(ServiceMode.SERVERLESS);
    assertRefused(direct("x".repeat(84), CLIENT), Access.WRONG_SIGNATURE);
    assertThat(closedWith("Unauthorized")).isEqualTo(1);
    assertThat(resource.meter().open("Client")).isZero();
  }

  @Test
  void refusesATokenThatIsForOtherEarsOrNeverExpires() {
    start(ServiceMode.SERVERLESS);
    String key = resource.listedKey(Slot.PRIMARY);
    assertRefused(direct(key, CLIENT.replace("client", "server")), Access.WRONG_AUDIENCE);
    assertRefused(hub(Signed.withoutExpiry(key, CLIENT)), Access.NO_EXPIRY);
  }

  @Test
  void refusesAWebSocketOfItsOwnAccord() {
    start(ServiceMode.SERVERLESS);
    HttpClient http = HttpClient.newBuilder().sslContext(certificates.clientContext()).build();
    URI socket = URI.create(plane.url().toString().replace("https", "wss") + "/client/?hub=chat");
    assertThatThrownBy(
            () -> http.newWebSocketBuilder().buildAsync(socket, new SilentListener()).join())
        .hasStackTraceContaining("401");
    assertThat(plane.refusals()).extracting(Refusal::why).containsExactly(Access.NO_TOKEN);
  }

  @Test
  void takesTheOldKeyUntilPropagationEndsAndThenRefusesIt() {
    start(ServiceMode.SERVERLESS);
    String old = resource.listedKey(Slot.PRIMARY);
    resource.replace(Slot.PRIMARY, Duration.ofSeconds(20));
    HubConnection early = direct(old, CLIENT);
    TestHub.start(early);

    clock.tick(Duration.ofSeconds(20));
    assertRefused(direct(old, CLIENT), Access.WRONG_SIGNATURE);
    TestHub.start(direct(resource.listedKey(Slot.PRIMARY), CLIENT));
    assertThat(plane.clients()).as("an open connection outlives its key").isEqualTo(2);
  }

  @Test
  void closesTheClientsOfAServerConnectionThatIsLost() {
    start(ServiceMode.DEFAULT);
    HubConnection hub = throughApp(app());
    AtomicBoolean closed = new AtomicBoolean();
    hub.onClosed(reason -> closed.set(true));
    plane.dropServerConnections();
    await().untilTrue(closed);
    await().until(() -> closedWith("ServerConnectionClosed") == 1);
    await().until(() -> plane.serverConnections() == 2);
  }

  @Test
  void closesAClientThatHasBeenSilentFor30SecondsAndNotBefore() {
    start(ServiceMode.SERVERLESS);
    TestHub.start(direct(resource.listedKey(Slot.PRIMARY), CLIENT));
    clock.tick(Duration.ofSeconds(30));
    await().during(Duration.ofMillis(300)).until(() -> plane.clients() == 1);
    await()
        .until(
            () -> {
              clock.tick(Duration.ofSeconds(31));
              return closedWith("PingTimeout") == 1;
            });
  }

  @Test
  void broadcastsAndClosesByTheSignedRestApi() throws Exception {
    start(ServiceMode.DEFAULT);
    HubConnection hub = throughApp(app());
    var heard = new ConcurrentLinkedQueue<String>();
    hub.on("News", heard::add, String.class);
    AtomicBoolean closed = new AtomicBoolean();
    hub.onClosed(reason -> closed.set(true));

    String body = "{\"target\":\"News\",\"arguments\":[\"rotated\"]}";
    assertThat(rest("POST", "/api/hubs/chat/:send", body).statusCode()).isEqualTo(202);
    await().untilAsserted(() -> assertThat(heard).containsExactly("rotated"));
    assertThat(rest("POST", "/api/hubs/chat/:closeConnections", "").statusCode()).isEqualTo(204);
    await().untilTrue(closed);
  }

  @Test
  void tellsAKeysProbeThatAConnectionIsNotThere() throws Exception {
    start(ServiceMode.DEFAULT);
    var answer = rest("HEAD", "/api/hubs/chat/connections/nobody", "");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("x-ms-error-code"))
        .contains("Warning.Connection.NotExisted");
  }

  @Test
  void answersHealthToAnyoneButNothingElse() throws Exception {
    start(ServiceMode.DEFAULT);
    assertThat(send("HEAD", "/api/health", "", "").statusCode()).isEqualTo(200);
    var refused = send("HEAD", "/api/hubs/chat/users/u", "", "");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  private void start(ServiceMode mode) {
    plane =
        DataPlane.start(
            certificates,
            resource,
            Options.defaults().withClock(clock).withMode(mode).withPing(Duration.ofMillis(50)));
    faces.add(0, plane);
    azure.add(resource);
  }

  private AppHost app() {
    String setting = resource.connectionString(Slot.PRIMARY);
    Site site = new Site("/sites/app", 1, Map.of("Azure__SignalR__ConnectionString", setting));
    AppHost app = AppHost.start(certificates, azure, site);
    faces.add(0, app);
    await().until(() -> plane.serverConnections() == 2);
    return app;
  }

  private HubConnection throughApp(AppHost app) {
    HubConnection hub = TestHub.to(app.negotiateUrl().toString(), certificates);
    hubs.add(hub);
    TestHub.start(hub);
    return hub;
  }

  private HubConnection direct(String key, String audience) {
    return hub(Signed.with(key, audience));
  }

  private HubConnection hub(String token) {
    HubConnection hub = TestHub.to(plane.url() + "/client/?hub=chat", certificates, token);
    hubs.add(hub);
    return hub;
  }

  private void assertRefused(HubConnection hub, Access why) {
    assertThatThrownBy(() -> TestHub.start(hub)).hasMessageContaining("401");
    assertThat(plane.refusals()).last().extracting(Refusal::why).isEqualTo(why);
  }

  private long closedWith(String category) {
    return resource.meter().changes().stream()
        .filter(change -> change.closeCategory().equals(category))
        .count();
  }

  private HttpResponse<Void> rest(String method, String path, String body) throws Exception {
    String url = "https://localhost" + path;
    return send(method, path, body, Signed.with(resource.listedKey(Slot.PRIMARY), url));
  }

  private HttpResponse<Void> send(String method, String path, String body, String token)
      throws Exception {
    HttpClient http = HttpClient.newBuilder().sslContext(certificates.clientContext()).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(plane.url() + path + "?api-version=2022-06-01"))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding());
  }

  private static final class SilentListener implements java.net.http.WebSocket.Listener {}

  private static ConditionFactory await() {
    return Awaitility.await();
  }
}
