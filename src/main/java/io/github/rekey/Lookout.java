package io.github.rekey;

import io.github.rekey.intake.AlertReader;
import io.github.rekey.intake.Bounds;
import io.github.rekey.intake.HealthPoller;
import io.github.rekey.intake.Intake;
import io.github.rekey.intake.IntakeMeters;
import io.github.rekey.journal.JdbcDeadlines;
import io.github.rekey.journal.JdbcKeyMemory;
import io.github.rekey.journal.JdbcRounds;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.triage.DeadlineWatch;
import io.github.rekey.triage.Histories;
import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.OwnRotations;
import io.github.rekey.triage.Reconciler;
import io.github.rekey.triage.Surveyor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Everything that Rekey does unasked, so that a lost alert makes it slower and never blind. */
final class Lookout implements AutoCloseable {
  /** What it looks with. */
  record Ports(
      Store store,
      AzureSide azure,
      Fleet fleet,
      Inbox inbox,
      Brain brain,
      Fingerprinter fingerprints,
      MeterRegistry meters) {}

  private final WatchSettings settings;
  private final Ports ports;
  private final Clock clock;
  private final Patrol keys;
  private final Patrol health;
  private final DeadlineBell deadlines;

  Lookout(WatchSettings settings, Ports ports, Clock clock) {
    this.settings = settings;
    this.ports = ports;
    this.clock = clock;
    Reconciliation reconciliation = new Reconciliation(reconciler(), ports.meters());
    HealthRound round = new HealthRound(poller(), ports.meters());
    this.keys = patrol(() -> resources(reconciliation), settings.reconcile());
    this.health = patrol(() -> subscriptions(round), settings.health());
    this.deadlines = new DeadlineBell(deadlineWatch(), ports.meters(), clock);
  }

  private Patrol patrol(Supplier<Map<String, Runnable>> looks, Duration every) {
    return new Patrol(
        looks,
        new JdbcRounds(ports.store().database(), clock),
        every,
        () -> ThreadLocalRandom.current().nextDouble(),
        clock);
  }

  private Map<String, Runnable> resources(Reconciliation reconciliation) {
    Map<String, Runnable> looks = new HashMap<>();
    for (ManagedResource each : ports.fleet().all()) {
      looks.put("keys:" + each.id().value(), () -> reconciliation.look(each));
    }
    return looks;
  }

  private Map<String, Runnable> subscriptions(HealthRound round) {
    Map<String, Runnable> looks = new HashMap<>();
    for (ManagedResource each : ports.fleet().all()) {
      String subscription = each.id().subscription();
      looks.put("health:" + subscription, () -> round.ask(subscription));
    }
    return looks;
  }

  private Reconciler reconciler() {
    Store store = ports.store();
    return new Reconciler(
        new Surveyor(ports.azure().keys(), ports.fingerprints()),
        new JdbcKeyMemory(store.database()),
        new OwnRotations(store.incidents()::rotationsSince, store.journal()),
        store.incidents(),
        ports.inbox(),
        clock);
  }

  private HealthPoller poller() {
    return new HealthPoller(
        ports.azure().healthEvents()::since,
        ports.store().alerts()::heard,
        new Intake(
            new AlertReader(Bounds.DEFAULT, clock),
            ports.inbox(),
            new IntakeMeters(ports.meters())),
        settings.healthAfter(),
        clock);
  }

  private DeadlineWatch deadlineWatch() {
    return new DeadlineWatch(
        new JdbcDeadlines(ports.store().database()),
        settings.escalation(),
        ports.store().incidents(),
        new Histories(ports.store().incidents(), ports.brain().expected()),
        ports.brain().announcer(),
        clock);
  }

  void start() {
    keys.start();
    deadlines.start();
    if (settings.asksForHealth()) {
      health.start();
    }
  }

  @Override
  public void close() {
    keys.close();
    health.close();
    deadlines.close();
  }
}
