package io.github.rekey.intake;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP way in: {@code POST} and {@code OPTIONS /hooks/eventgrid}, {@code POST
 * /hooks/azure-monitor}. Answers 200 only once everything is durable; 503 with Retry-After when it
 * is not, or when a caller cannot be judged. A body that cannot be read is kept in quarantine and
 * answered 200, since Event Grid drops an event that was answered 400. {@code OPTIONS} needs no
 * credential: agreeing to deliveries lets nobody deliver.
 */
public final class Webhooks {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final String EVENT_GRID = "eventgrid";
  private static final String AZURE_MONITOR = "azure-monitor";

  /** Fewer than the server has threads: the API answers while a database keeps them all waiting. */
  private static final int MOST_AT_ONCE = 48;

  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Intake intake;
  private final WebhookGate gate;
  private final WebhookSettings settings;

  public Webhooks(Intake intake, WebhookGate gate, WebhookSettings settings) {
    this.intake = intake;
    this.gate = gate;
    this.settings = settings;
  }

  public void addRoutes(RoutesConfig routes) {
    routes.options("/hooks/eventgrid", Handshake::allow);
    routes.post("/hooks/eventgrid", ctx -> take(ctx, EVENT_GRID));
    routes.post("/hooks/azure-monitor", ctx -> take(ctx, AZURE_MONITOR));
  }

  private void take(Context ctx, String door) throws IOException {
    if (!admitted(ctx, door)) {
      return;
    }
    Optional<byte[]> body = BoundedBody.read(ctx, settings.maxBodyBytes());
    if (body.isEmpty()) {
      tooLarge(ctx, door);
      return;
    }
    Optional<String> code =
        door.equals(EVENT_GRID) ? Handshake.validationCode(body.get()) : Optional.empty();
    if (code.isPresent()) {
      json(ctx, Map.of("validationResponse", code.get()));
    } else {
      store(ctx, body.get(), door);
    }
  }

  private boolean admitted(Context ctx, String door) {
    Knock knock =
        new Knock(ctx.header("Authorization"), ctx.queryParam("key"), ctx.req().getRemoteAddr());
    WebhookGate.Admission admission = gate.admit(knock);
    if (admission instanceof WebhookGate.Denied denied) {
      refuse(ctx, door, denied.status(), denied.reason());
      if (denied.status() == 401) {
        ctx.header("WWW-Authenticate", "Bearer");
      }
    } else if (admission instanceof WebhookGate.CannotTell doubt) {
      refuse(ctx, door, 503, doubt.reason());
      retryAfter(ctx, doubt.retryAfter());
    }
    return admission instanceof WebhookGate.Admitted;
  }

  private void refuse(Context ctx, String door, int status, String reason) {
    LOG.warn("Delivery to {} answered {}: {}", door, status, reason);
    intake.meters().refused(door, status);
    ctx.status(status).result(reason);
  }

  private void tooLarge(Context ctx, String door) {
    LOG.warn("Delivery to {} answered 413: over {} bytes", door, settings.maxBodyBytes());
    intake.meters().oversize(door);
    ctx.status(413)
        .header("Connection", "close")
        .result("The body is larger than the " + settings.maxBodyBytes() + " bytes allowed.");
  }

  private void store(Context ctx, byte[] body, String door) throws IOException {
    if (!places.tryAcquire()) {
      refuse(ctx, door, 503, "Too many deliveries at once; please deliver again.");
      retryAfter(ctx, settings.retryAfter());
      return;
    }
    try {
      json(ctx, intake.take(body, door));
    } catch (RuntimeException e) {
      LOG.warn("Delivery to {} answered 503, the sender will repeat it: {}", door, told(e));
      ctx.status(503).result("The inbox cannot store at the moment; please deliver again.");
      retryAfter(ctx, settings.retryAfter());
    } finally {
      places.release();
    }
  }

  private static String told(RuntimeException e) {
    return e.getClass().getSimpleName() + " " + Redaction.line(String.valueOf(e.getMessage()));
  }

  private static void retryAfter(Context ctx, Duration wait) {
    ctx.header("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
  }

  private static void json(Context ctx, Object answer) throws IOException {
    ctx.status(200).contentType("application/json").result(Json.MAPPER.writeValueAsBytes(answer));
  }
}
