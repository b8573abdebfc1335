package io.github.rekey.console;

import io.github.rekey.console.EventStream.Event;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a subscription as server-sent events, one thread of its own a watcher. */
final class StreamRoute {
  private static final Logger LOG = LoggerFactory.getLogger(StreamRoute.class);
  private static final Duration CLOSE_CHECK = Duration.ofSeconds(1);
  private final EventStream events;
  private final Executor threads;
  private final Duration heartbeat;

  StreamRoute(EventStream events, Executor threads, Duration heartbeat) {
    this.events = events;
    this.threads = threads;
    this.heartbeat = heartbeat;
  }

  void open(Context ctx) throws IOException {
    OutputStream out = ctx.res().getOutputStream();
    Subscription subscription =
        events.subscribe(ctx.header("Last-Event-ID")).orElseThrow(StreamRoute::tooMany);
    ctx.contentType("text/event-stream; charset=utf-8").header("X-Accel-Buffering", "no");
    ctx.future(() -> begin(subscription, () -> pump(subscription, out)));
  }

  private CompletableFuture<?> begin(Subscription subscription, Runnable pump) {
    try {
      return CompletableFuture.runAsync(pump, threads);
    } catch (RejectedExecutionException e) {
      events.unsubscribe(subscription);
      return CompletableFuture.failedFuture(e);
    }
  }

  private void pump(Subscription subscription, OutputStream out) {
    try {
      replay(subscription, out);
      follow(subscription, out);
    } catch (IOException e) {
      LOG.debug("a watcher of the event stream went away: {}", e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      events.unsubscribe(subscription);
    }
  }

  private static void replay(Subscription subscription, OutputStream out) throws IOException {
    write(out, ": watching\n\n");
    if (subscription.gap()) {
      write(out, "event: gap\ndata: {\"next\":\"read everything anew\"}\n\n");
    }
    for (Event event : subscription.missed()) {
      write(out, frame(event));
    }
    out.flush();
  }

  private void follow(Subscription subscription, OutputStream out)
      throws IOException, InterruptedException {
    Duration turn = heartbeat.compareTo(CLOSE_CHECK) < 0 ? heartbeat : CLOSE_CHECK;
    Duration quiet = Duration.ZERO;
    while (!subscription.closed()) {
      Event event = subscription.next(turn);
      quiet = event == null ? quiet.plus(turn) : Duration.ZERO;
      if (event != null) {
        write(out, frame(event));
        out.flush();
      } else if (quiet.compareTo(heartbeat) >= 0) {
        write(out, ": still here\n\n");
        out.flush();
        quiet = Duration.ZERO;
      }
    }
  }

  /** JSON holds no raw line break, so no text can break out of its data line. */
  private static String frame(Event event) {
    String data = new String(Json.write(event.happening()), StandardCharsets.UTF_8);
    return "id: " + event.id() + "\ndata: " + data + "\n\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Refusal tooMany() {
    return new Refusal(
        503,
        "TOO_MANY_WATCHERS",
        "Already " + EventStream.MOST_SUBSCRIBERS + " watch the event stream, or it is closing.",
        "Close another page, or try again in a minute.");
  }
}
