package io.github.rekey.azure;

import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A loopback HTTPS server with Entra's token endpoint and whatever routes a test adds; the clients
 * that it gives are the real SDK's.
 */
public final class FakeAzure implements AutoCloseable {
  /**
   * The sandbox's: the SDK remembers for the whole JVM which tenant a vault at an address named,
   * and a later vault may get the same port.
   */
  public static final String TENANT = ControlOptions.defaults().tenant().id();

  public static final String CLIENT_SECRET = "the-client-secret-of-rekey";

  private static final AzureSettings.Identity IDENTITY =
      new AzureSettings.Identity(TENANT, "an-application", CLIENT_SECRET);

  /** Those of the calls that the clients make. */
  static final CorrelationIds CORRELATIONS = new CorrelationIds(new byte[32]);

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger outage = new AtomicInteger();
  private final AtomicReference<Handler> tokens =
      new AtomicReference<>(x -> x.contentType("application/json").result(tokenAnswer()));
  private final HttpsFace face;
  private final AzureClients clients;
  private final Guards guards;

  public FakeAzure(Consumer<RoutesConfig> routes) {
    this(routes, Duration.ofSeconds(10));
  }

  public FakeAzure(Consumer<RoutesConfig> routes, Duration callTimeout) {
    Certificates certificates = new Certificates();
    face =
        HttpsFace.start(
            certificates,
            config -> {
              config.routes.before(x -> requests.add(x.method() + " " + x.path()));
              config.routes.post("/{tenant}/oauth2/v2.0/token", x -> tokens.get().handle(x));
              config.routes.before(this::interrupt);
              routes.accept(config.routes);
            });
    clients =
        new AzureClients(
            OnSandbox.settings(certificates, face.url(), face.url(), IDENTITY, callTimeout),
            CORRELATIONS,
            new Pacer(ArmLimits.documented(), new SimpleMeterRegistry(), Clock.systemUTC()));
    guards =
        new Guards(
            new GuardSettings(
                3, Duration.ofMillis(5), Duration.ofSeconds(2), 8, 20, 100, Duration.ofSeconds(10)),
            new SimpleMeterRegistry());
  }

  public AzureClients clients() {
    return clients;
  }

  public Guarded guarded(Dependency dependency) {
    return guards.of(dependency);
  }

  public URI url() {
    return face.url();
  }

  /**
   * From now on every request but those for tokens is answered so, with Retry-After 7 where it is
   * 429; 0 ends it.
   */
  public void answerEverythingWith(int status) {
    outage.set(status);
  }

  /** From now on, for those who have none yet. */
  void answerRequestsForTokensWith(Handler answer) {
    tokens.set(answer);
  }

  private void interrupt(Context x) {
    if (outage.get() == 0 || x.path().endsWith("/oauth2/v2.0/token")) {
      return;
    }
    if (outage.get() == 429) {
      x.header("Retry-After", "7");
    }
    x.status(outage.get())
        .contentType("application/json")
        .result("{\"error\":{\"code\":\"AskedFor\",\"message\":\"asked for by a test\"}}")
        .skipRemainingHandlers();
  }

  /** Requests so far whose "METHOD /path" contains the text. */
  public long count(String text) {
    return requests.stream().filter(r -> r.contains(text)).count();
  }

  @Override
  public void close() {
    face.close();
  }

  private static String tokenAnswer() {
    String claims =
        "{\"oid\":\"own-principal\",\"appid\":\"own-application\",\"tid\":\"" + TENANT + "\"}";
    String token = encode("{\"alg\":\"none\"}") + "." + encode(claims) + ".";
    return "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"" + token + "\"}";
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
  }
}
