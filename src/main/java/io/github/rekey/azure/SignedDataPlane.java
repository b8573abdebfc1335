package io.github.rekey.azure;

import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.DataPlane;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;

/**
 * Asks the SignalR REST API for a connection that never exists, with a token signed by the key. The
 * service checks the signature first, so 404 "there is no such connection" says that the key works,
 * while {@code /api/health} would answer 200 to any key (Azure/azure-signalr issue 1662).
 */
public final class SignedDataPlane implements DataPlane {
  private static final String PROBE = "/api/hubs/rekey-probe/connections/rekey-probe";
  private static final String VERSION = "?api-version=2022-06-01";
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  private final PlainHttp http;
  private final Guarded dataPlane;
  private final Clock clock;

  public SignedDataPlane(PlainHttp http, Guarded dataPlane, Clock clock) {
    this.http = http;
    this.dataPlane = dataPlane;
    this.clock = clock;
  }

  @Override
  public Answer ask(URI endpoint, AccessKey key) {
    String url = endpoint.toString().replaceAll("/+$", "") + PROBE;
    String token = Signature.token(url, clock.instant().plus(TOKEN_LIFE), key);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + VERSION))
            .method("HEAD", BodyPublishers.noBody())
            .header("Authorization", "Bearer " + token);
    Call call = Call.read("probe", String.valueOf(endpoint.getHost()), "a working access key");
    try {
      return meaning(dataPlane.once(call, () -> http.send(request)));
    } catch (CallFailed noAnswer) {
      return Answer.UNCLEAR;
    }
  }

  private static Answer meaning(HttpResponse<String> response) {
    String code = response.headers().firstValue("x-ms-error-code").orElse("");
    return switch (response.statusCode()) {
      case 200 -> Answer.ACCEPTED;
      case 404 -> code.startsWith("Warning.") ? Answer.ACCEPTED : Answer.UNCLEAR;
      case 401 -> Answer.REJECTED;
      default -> Answer.UNCLEAR;
    };
  }
}
