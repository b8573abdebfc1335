package io.github.rekey.console;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fence;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before each route: security headers, the token, and errors as JSON. */
final class Guard {
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          + "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private final ApiToken token;

  Guard(ApiToken token) {
    this.token = token;
  }

  Handler around(Route route) {
    return ctx -> {
      secure(ctx);
      try {
        if (route.access() == Route.Access.TOKEN) {
          demandToken(ctx);
        }
        route.handler().handle(ctx);
      } catch (Refusal e) {
        refuse(ctx, e);
      } catch (Fence.Superseded e) {
        refuse(ctx, changedMeanwhile());
      } catch (CallFailed e) {
        refuse(ctx, outsideFailed(e));
      } catch (RuntimeException e) {
        refuse(ctx, unexpected(ctx, e));
      }
    };
  }

  static void secure(Context ctx) {
    ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }

  static void refuse(Context ctx, Refusal refusal) {
    Json.answer(ctx, refusal.status(), refusal.view());
  }

  private void demandToken(Context ctx) {
    if (!token.opens(ctx.header("Authorization"))) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"rekey\"");
      throw new Refusal(
          401,
          "UNAUTHENTICATED",
          "This path needs the API token, and the request carries none or a wrong one.",
          "Send the header Authorization: Bearer TOKEN with the token that Rekey was started with.");
    }
  }

  private static Refusal changedMeanwhile() {
    return new Refusal(
        409,
        "CONFLICT",
        "It was changed by somebody else while this request was handled; nothing happened.",
        "Look at it again, then repeat the request if it still fits.");
  }

  private static Refusal outsideFailed(CallFailed e) {
    return new Refusal(
        e.passing() ? 503 : 502,
        "OUTSIDE_CALL_FAILED",
        String.valueOf(e.getMessage()),
        e.passing() ? "Repeat the request in a minute." : "Run 'rekey check' and grant the right.");
  }

  private static Refusal unexpected(Context ctx, RuntimeException e) {
    String reference = UUID.randomUUID().toString();
    LOG.error("{} {} failed, reference {}", ctx.method(), ctx.endpoint().path, reference, e);
    return new Refusal(
        500,
        "UNEXPECTED",
        "Rekey failed to handle this request, reference " + reference + ".",
        "Look for the reference in Rekey's log; repeat a read freely, look before a verb.");
  }
}
