package io.github.rekey.azure;

import com.microsoft.signalr.HttpRequestException;
import com.microsoft.signalr.HubConnection;
import com.microsoft.signalr.HubConnectionBuilder;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ProofAnswer;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.subjects.CompletableSubject;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Met once a real SignalR client, connecting as the app's own clients do, gets a text through the
 * app and back. It uses one of the resource's connections for as long as it looks.
 */
public final class CanaryProof implements Proof {
  private final String app;
  private final URI hub;
  private final CanarySettings settings;
  private final Trust trust;
  private final Guarded apps;

  public CanaryProof(String app, URI hub, CanarySettings settings, Trust trust, Guarded apps) {
    this.app = app;
    this.hub = hub;
    this.settings = settings;
    this.trust = trust;
    this.apps = apps;
  }

  @Override
  public String name() {
    return "canary:" + app;
  }

  @Override
  public Sort sort() {
    return Sort.CONNECTING;
  }

  @Override
  public ProofAnswer look(Expectation expectation) {
    return apps.once(Call.read("send a canary", app, "an anonymous hub"), this::fly);
  }

  private ProofAnswer fly() {
    try (HubConnection connection = connection()) {
      if (!arrives(connection.start())) {
        return new ProofAnswer.NotYet("a canary's connection to " + app + ": none in time");
      }
      return arrives(echo(connection))
          ? new ProofAnswer.Met("a canary's text came back through " + app)
          : new ProofAnswer.NotYet("a canary's text from " + app + ": not back in time");
    } catch (RuntimeException refused) {
      return new ProofAnswer.NotYet("a canary at " + app + ": " + reason(refused));
    }
  }

  private HubConnection connection() {
    return HubConnectionBuilder.create(hub.toString())
        .withHandshakeResponseTimeout(settings.timeout().toMillis())
        .setHttpClientBuilderCallback(
            http -> http.sslSocketFactory(trust.context().getSocketFactory(), trust.manager()))
        .build();
  }

  private Completable echo(HubConnection connection) {
    String text = "rekey-canary-" + UUID.randomUUID();
    CompletableSubject echoed = CompletableSubject.create();
    connection.on(
        settings.echo(),
        back -> {
          if (text.equals(back)) {
            echoed.onComplete();
          }
        },
        String.class);
    return Completable.ambArray(echoed, connection.invoke(settings.method(), text));
  }

  private boolean arrives(Completable answer) {
    return answer.blockingAwait(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String reason(RuntimeException refused) {
    Throwable cause = refused;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof HttpRequestException http
        ? "HTTP " + http.getStatusCode()
        : cause.getClass().getSimpleName();
  }
}
