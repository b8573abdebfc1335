package io.github.rekey.console;

import io.javalin.http.Context;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Liveness, readiness and the metrics scrape. */
final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private final Probes probes;

  Health(Probes probes) {
    this.probes = probes;
  }

  void live(Context ctx) {
    Json.answer(ctx, 200, Map.of("live", true));
  }

  void ready(Context ctx) {
    Map<String, Boolean> checks = checks();
    boolean ready = !checks.containsValue(false);
    Json.answer(ctx, ready ? 200 : 503, new Readiness(ready, checks));
  }

  void metrics(Context ctx) {
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(probes.metrics().get());
  }

  private Map<String, Boolean> checks() {
    try {
      return new TreeMap<>(probes.ready().get());
    } catch (RuntimeException e) {
      LOG.warn("a readiness check failed to run; not ready until it does", e);
      return Map.of("checks-run", false);
    }
  }

  record Readiness(boolean ready, Map<String, Boolean> checks) {}
}
