package io.github.rekey.sandbox;

import com.nimbusds.jwt.JWTClaimsSet;
import io.github.rekey.sandbox.signalr.AccessToken;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Slot;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Date;
import javax.net.ssl.SSLContext;

/**
 * A caller whose key is right and whose token is for somebody else: refused, and no key's fault.
 */
final class WrongAudience {
  private final SignalRResource resource;
  private final HttpClient http;
  private final Clock clock;

  WrongAudience(SignalRResource resource, SSLContext trust, Clock clock) {
    this.resource = resource;
    this.http = HttpClient.newBuilder().sslContext(trust).build();
    this.clock = clock;
  }

  void knock(int times) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .audience("https://somebody-else.example/client/?hub=chat")
            .expirationTime(Date.from(clock.instant().plusSeconds(600)))
            .build();
    HttpRequest request =
        HttpRequest.newBuilder(resource.endpoint().resolve("/client/negotiate?hub=chat"))
            .header(
                "Authorization",
                "Bearer " + AccessToken.sign(resource.listedKey(Slot.PRIMARY), claims))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    for (int i = 0; i < times; i++) {
      int status = send(request);
      if (status != 401) {
        throw new IllegalStateException("a wrong audience was answered " + status);
      }
    }
  }

  private int send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new IllegalStateException("the data plane does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
