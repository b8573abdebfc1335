package io.github.rekey;

import io.github.rekey.console.AlertHistory;
import io.github.rekey.console.ClientsView;
import io.github.rekey.console.Probes;
import io.github.rekey.console.Sources;
import io.github.rekey.journal.InboxRetention;
import io.github.rekey.journal.InboxView;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.triage.Forecast;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the HTTP side reads from. */
final class Doors {
  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
  private static final int MOST_THREADS = 64;

  private Doors() {}

  static QueuedThreadPool threads() {
    return new QueuedThreadPool(MOST_THREADS, 4);
  }

  static Sources sources(
      Store store, Fleet fleet, ClientsView clients, Supplier<Forecast> forecast, Clock clock) {
    AlertHistory history = limit -> store.alerts().recent(limit).stream().map(Doors::row).toList();
    return new Sources(
        store.incidents(),
        store.approvals(),
        store.orders(),
        store.journal(),
        fleet,
        history,
        clients,
        store.controls(),
        forecast,
        clock);
  }

  private static AlertHistory.Row row(InboxView view) {
    return new AlertHistory.Row(
        String.valueOf(view.id()),
        view.receivedAt(),
        view.source(),
        view.eventId(),
        view.kind().name(),
        view.summary());
  }

  static InboxRetention.Bounds kept(Configuration configuration) {
    IntakeSettings.Inbox inbox = configuration.intake().inbox();
    return new InboxRetention.Bounds(inbox.keep(), inbox.mostHandled(), inbox.mostQuarantined());
  }

  static Probes probes(Store store, Entrance entrance, PrometheusMeterRegistry meters) {
    return new Probes(
        () -> {
          Map<String, Boolean> ready = new LinkedHashMap<>();
          ready.put("database", answers(store));
          entrance.queue().ifPresent(queue -> ready.put("queue", queue.isRunning()));
          return ready;
        },
        meters::scrape);
  }

  private static boolean answers(Store store) {
    try {
      store.database().ping();
      return true;
    } catch (RuntimeException e) {
      LOG.warn("the database does not answer: {}", e.getMessage());
      return false;
    }
  }
}
