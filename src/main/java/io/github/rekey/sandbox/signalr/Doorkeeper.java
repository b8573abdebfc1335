package io.github.rekey.sandbox.signalr;

import io.github.rekey.sandbox.world.SignalRResource;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.UnauthorizedResponse;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in or answers 401. Refused connections are counted on the resource's meter; refused
 * REST calls are not, since Azure's metric counts connections.
 */
final class Doorkeeper {
  private static final String BEARER = "Bearer ";
  private final SignalRResource resource;
  private final Clock clock;
  private final TokenCheck tokens;
  private final List<Refusal> refusals = new CopyOnWriteArrayList<>();

  Doorkeeper(SignalRResource resource, Clock clock) {
    this.resource = resource;
    this.clock = clock;
    this.tokens = new TokenCheck(resource, clock);
  }

  List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  void admitClient(Context request) {
    admitConnection(request, "Client", "/client/?hub=" + hub(request));
  }

  void admitServer(Context request) {
    admitConnection(request, "Server", "/server/?hub=" + hub(request));
  }

  /** The audience may be the request's URL with its query or without (docs and .NET SDK differ). */
  void admitRest(Context request) {
    String path = request.path();
    Set<String> audiences = audiences(path);
    audiences.addAll(audiences(path + "?" + request.queryString()));
    Access access = tokens.check(token(request), audiences);
    if (access != Access.GRANTED) {
      throw refuse(request, "Rest", access);
    }
  }

  static String hub(Context request) {
    String hub = request.queryParam("hub");
    if (hub == null || hub.isBlank()) {
      throw new BadRequestResponse("hub is missing");
    }
    return hub;
  }

  /** Browsers cannot set headers on a WebSocket, so the query may carry the token. */
  static @Nullable String token(Context request) {
    String header = request.header(Header.AUTHORIZATION);
    return header != null && header.startsWith(BEARER)
        ? header.substring(BEARER.length())
        : request.queryParam("access_token");
  }

  private void admitConnection(Context request, String endpoint, String audience) {
    Access access = tokens.check(token(request), audiences(audience));
    if (access != Access.GRANTED) {
      resource.meter().refused(endpoint, "Unauthorized");
      throw refuse(request, endpoint, access);
    }
  }

  private UnauthorizedResponse refuse(Context request, String endpoint, Access access) {
    refusals.add(new Refusal(clock.instant(), endpoint, request.path(), access));
    request.header(
        Header.WWW_AUTHENTICATE,
        "Bearer error=\"invalid_token\", error_description=\"" + access.sentence() + "\"");
    return new UnauthorizedResponse(access.sentence());
  }

  /** The .NET SDK leaves the port out of the audience; others sign the URL as it is. */
  private Set<String> audiences(String rest) {
    URI endpoint = resource.endpoint();
    Set<String> accepted = new HashSet<>();
    accepted.add(endpoint + rest);
    accepted.add(endpoint.getScheme() + "://" + endpoint.getHost() + rest);
    Set<String> lower = new HashSet<>();
    accepted.forEach(audience -> lower.add(audience.toLowerCase(Locale.ROOT)));
    return lower;
  }
}
