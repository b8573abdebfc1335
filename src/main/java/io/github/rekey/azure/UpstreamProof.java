package io.github.rekey.azure;

import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ProofAnswer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

/**
 * Met once an app takes calls as a serverless resource makes them, signed with the new key alone,
 * and refuses those signed with a random one. The service signs with both keys (Azure: upstream
 * endpoints), so an app that knows the old key only goes unnoticed until that key is replaced.
 *
 * <p>The call tells that a connection which never was has ended, so that it changes nothing
 * (assumption: an app shrugs at that). It reaches one instance; which, nobody knows.
 */
public final class UpstreamProof implements Proof {
  private final String app;
  private final URI url;
  private final String hub;
  private final PlainHttp http;
  private final Guarded apps;

  /**
   * @param url where the service posts the hub's event "disconnected"
   */
  public UpstreamProof(String app, URI url, String hub, PlainHttp http, Guarded apps) {
    this.app = app;
    this.url = url;
    this.hub = hub;
    this.http = http;
    this.apps = apps;
  }

  @Override
  public String name() {
    return "upstream:" + app;
  }

  @Override
  public ProofAnswer look(Expectation expectation) {
    int signed = post(expectation.key().key());
    if (!taken(signed)) {
      return notYet("to take calls signed with the new key", signed);
    }
    int forged = post(new AccessKey(UUID.randomUUID().toString()));
    if (taken(forged)) {
      return new ProofAnswer.Met(
          "the upstream of %s takes calls whoever signs them: it uses no key".formatted(app));
    }
    return refused(forged)
        ? new ProofAnswer.Met(
            "the upstream of %s takes calls signed with the new key, and no others".formatted(app))
        : notYet("to refuse calls signed with a random key", forged);
  }

  private ProofAnswer notYet(String what, int status) {
    String meaning = taken(status) || refused(status) ? "" : ", which tells nothing about a key";
    return new ProofAnswer.NotYet(
        "the upstream of %s %s: HTTP %d%s".formatted(app, what, status, meaning));
  }

  private int post(AccessKey key) {
    String connection = UUID.randomUUID().toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("X-ASRS-Hub", hub)
            .header("X-ASRS-Category", "connections")
            .header("X-ASRS-Event", "disconnected")
            .header("X-ASRS-Connection-Id", connection)
            .header("X-ASRS-Signature", Signature.upstream(connection, key))
            .POST(BodyPublishers.ofString("{\"error\":\"\"}"));
    Call call = Call.read("call the upstream", app, "an upstream URL that this host can reach");
    return apps.once(call, () -> http.send(request)).statusCode();
  }

  private static boolean taken(int status) {
    return status / 100 == 2;
  }

  private static boolean refused(int status) {
    return status == 401 || status == 403;
  }
}
