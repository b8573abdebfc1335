package io.github.rekey.journal;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.ResourceWork;
import io.github.rekey.triage.Wakeups;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable engine: calls the work for each resource that is due, one turn at a time a resource
 * over all processes, and takes over what a dead process leaves. It runs on the database's clock,
 * since processes compare their heartbeats by it.
 */
public final class Engine implements Wakeups, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private final Database database;
  private final Supplier<? extends Collection<ResourceId>> unfinished;
  private final EngineSettings settings;
  private final String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
  private final Leases leases;
  private final Schedule schedule;
  private final Scheduler scheduler;
  private final Consumer<Set<ResourceId>> waking;
  private final Consumer<Set<ResourceId>> hurrying;
  private final ScheduledExecutorService reconciler =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "engine-reconcile"));

  /**
   * Counts {@code rekey.engine.turns} by result: after, idle, superseded, failed, taken-over.
   *
   * @param unfinished the resources that must not be forgotten: they are woken at the start, and
   *     scheduled whenever nothing is scheduled for them
   */
  public Engine(
      Database database,
      ResourceWork work,
      Supplier<? extends Collection<ResourceId>> unfinished,
      EngineSettings settings,
      MeterRegistry meters) {
    Clock clock = database.clock();
    this.database = database;
    this.unfinished = unfinished;
    this.settings = settings;
    this.leases = new Leases(database.transactions());
    this.schedule = new Schedule(database.transactions(), clock);
    this.waking = woken -> wakeNow(woken, schedule::bringForward);
    this.hurrying = woken -> wakeNow(woken, schedule::hurry);
    this.scheduler =
        scheduler(database, settings, new ResourceTask(work, database, clock, meters, owner))
            .schedulerName(new SchedulerName.Fixed(owner))
            .clock(clock::instant)
            .build();
  }

  /** Fetches no more than there are threads for: what is fetched, nothing urgent overtakes. */
  private static SchedulerBuilder scheduler(
      Database database, EngineSettings settings, ResourceTask task) {
    SchedulerBuilder builder =
        Scheduler.create(database.dataSource(), task.task())
            .threads(settings.threads())
            .pollingInterval(settings.polling())
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(settings.missedHeartbeats())
            .shutdownMaxWait(settings.stopWithin())
            .failureLogging(LogLevel.OFF, false)
            .pollUsingFetchAndLockOnExecute(0.5, 1.0)
            .enablePriority()
            .enableImmediateExecution();
    return database.embedded()
        ? builder.jdbcCustomization(new DefaultJdbcCustomization(false))
        : builder;
  }

  /** Starts turning; resumes at once what a former process of an embedded database left. */
  public void start() {
    if (database.embedded()) {
      int released = schedule.release();
      if (released > 0) {
        LOG.info("resuming {} turns that the last process did not end", released);
      }
    }
    scheduler.start();
    unfinished.get().forEach(this::wake);
    long period = settings.reconcile().toMillis();
    reconciler.scheduleWithFixedDelay(this::reconcile, period, period, TimeUnit.MILLISECONDS);
  }

  /** Schedules a turn now; within a transaction of this thread, once it is committed. */
  @Override
  public void wake(ResourceId resource) {
    database.transactions().afterCommit(waking, resource);
  }

  @Override
  public void hurry(ResourceId resource) {
    database.transactions().afterCommit(hurrying, resource);
  }

  /** In one order, so that two transactions never wait for each other. */
  private void wakeNow(Set<ResourceId> resources, Consumer<ResourceId> forward) {
    database
        .transactions()
        .run(
            handle ->
                resources.stream()
                    .sorted(Comparator.comparing(ResourceId::value))
                    .forEach(
                        resource -> {
                          leases.countWake(resource);
                          forward.accept(resource);
                        }));
    scheduler.triggerCheckForDueExecutions();
  }

  private void reconcile() {
    try {
      unfinished.get().forEach(schedule::ensure);
      leases.woken().forEach(schedule::bringForward);
    } catch (RuntimeException e) {
      LOG.warn("reconciliation failed; again in {}", settings.reconcile(), e);
    }
  }

  /**
   * Waits for running turns as long as the settings say. What does not end then is given back, so
   * that nobody waits for this process's heartbeats to be missed; its fence keeps it from acting.
   */
  @Override
  public void close() {
    reconciler.shutdown();
    scheduler.stop();
    try {
      int released = schedule.release(owner);
      if (released > 0) {
        LOG.warn("{} turns that did not end are given back", released);
      }
    } catch (RuntimeException e) {
      LOG.warn("what runs cannot be given back; it is taken over once its lease has ended", e);
    }
  }
}
