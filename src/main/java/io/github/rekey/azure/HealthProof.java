package io.github.rekey.azure;

import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ProofAnswer;
import java.net.URI;
import java.net.http.HttpRequest;

/**
 * Met while an app answers 2xx at its health URL. That proves nothing about a key, so this only
 * ever holds a rotation back: beside other proofs, never instead of them.
 */
public final class HealthProof implements Proof {
  private final String app;
  private final URI url;
  private final PlainHttp http;
  private final Guarded apps;

  public HealthProof(String app, URI url, PlainHttp http, Guarded apps) {
    this.app = app;
    this.url = url;
    this.http = http;
    this.apps = apps;
  }

  @Override
  public String name() {
    return "health:" + app;
  }

  @Override
  public ProofAnswer look(Expectation expectation) {
    Call call = Call.read("read the health", app, "an anonymous health URL");
    int status = apps.once(call, () -> http.send(HttpRequest.newBuilder(url))).statusCode();
    return status / 100 == 2
        ? new ProofAnswer.Met(app + " is healthy, which tells nothing about its key")
        : new ProofAnswer.NotYet("%s to be healthy: HTTP %d".formatted(app, status));
  }
}
