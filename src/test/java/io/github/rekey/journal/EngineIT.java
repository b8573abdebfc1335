package io.github.rekey.journal;

import static io.github.rekey.journal.Given.CHAT;
import static io.github.rekey.journal.Given.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.ResourceWork;
import io.github.rekey.triage.ResourceWork.Next;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class EngineIT {
  private static final Next IDLE = new Next.Idle();
  private static final EngineSettings SETTINGS = settings(Duration.ofMillis(300));
  private static final EngineSettings PATIENT = settings(Duration.ofMinutes(1));

  private final Database database;
  private final List<ResourceId> unfinished = new ArrayList<>();
  private final List<Engine> engines = new ArrayList<>();
  private final AtomicInteger turns = new AtomicInteger();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  EngineIT(Backend backend) {
    database = Database.open(backend.create());
  }

  @AfterEach
  void close() {
    engines.forEach(Engine::close);
    database.close();
  }

  @Test
  void aWokenResourceGetsOneTurnAndAnIdleOneNoMore() {
    Engine engine = start(counting(IDLE));
    engine.wake(CHAT);
    awaitTurns(1);
    await().until(() -> scheduled() == 0);
    engine.wake(CHAT);
    awaitTurns(2);
    assertThat(turns).hasValue(2);
  }

  @Test
  void aTurnThatAsksForMoreComesAgainAfterItsDelay() {
    List<Instant> times = new ArrayList<>();
    Engine engine =
        start(
            (resource, fence) -> {
              times.add(Instant.now());
              return turns.incrementAndGet() < 3 ? new Next.After(Duration.ofMillis(300)) : IDLE;
            });
    engine.wake(CHAT);
    awaitTurns(3);
    assertThat(Duration.between(times.get(0), times.get(2)))
        .isGreaterThanOrEqualTo(Duration.ofMillis(600));
  }

  @Test
  void turnsOnOneResourceNeverOverlapOverTwoEngines() {
    Map<ResourceId, AtomicBoolean> busy = new ConcurrentHashMap<>();
    AtomicInteger overlaps = new AtomicInteger();
    ResourceWork work =
        (resource, fence) -> {
          AtomicBoolean mine = busy.computeIfAbsent(resource, each -> new AtomicBoolean());
          if (!mine.compareAndSet(false, true)) {
            overlaps.incrementAndGet();
          }
          fence.check();
          turns.incrementAndGet();
          mine.set(false);
          return IDLE;
        };
    Engine one = start(work);
    Engine two = start(work);
    for (int i = 0; i < 100; i++) {
      one.wake(resource("r" + i % 3));
      two.wake(resource("r" + i % 3));
    }
    Leases leases = new Leases(database.transactions());
    await().until(() -> leases.woken().isEmpty() && scheduled() == 0);
    assertThat(overlaps).hasValue(0);
    assertThat(turns).hasValueGreaterThanOrEqualTo(3);
  }

  @Test
  void aWakeUpDuringATurnMakesAnotherTurn() throws InterruptedException {
    CountDownLatch inTurn = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Engine engine =
        start(
            (resource, fence) -> {
              if (turns.incrementAndGet() == 1) {
                inTurn.countDown();
                awaitLatch(goOn);
              }
              return turns.get() == 1 ? new Next.After(Duration.ofDays(1)) : IDLE;
            });
    engine.wake(CHAT);
    awaitLatch(inTurn);
    engine.wake(CHAT);
    assertThat(turns).hasValue(1);
    goOn.countDown();
    awaitTurns(2);
  }

  /** One more may be fetched already. */
  @Test
  void whoeverIsHurriedComesBeforeThoseWhoWait() {
    CountDownLatch goOn = new CountDownLatch(1);
    List<String> order = new CopyOnWriteArrayList<>();
    Engine engine =
        start(
            (resource, fence) -> {
              order.add(resource.name());
              turns.incrementAndGet();
              awaitLatch(goOn);
              return IDLE;
            },
            settings(1, Duration.ofMinutes(1)));
    for (int i = 0; i < 10; i++) {
      engine.wake(resource("r" + i));
    }
    awaitTurns(1);
    engine.wake(resource("r9"));
    engine.hurry(resource("r9"));
    goOn.countDown();
    awaitTurns(10);
    assertThat(order.indexOf("r9")).isLessThanOrEqualTo(2);
    assertThat(order.subList(0, 10)).doesNotHaveDuplicates();
  }

  @Test
  void aWakeUpBringsAWaitingResourceForward() {
    Engine engine = start(counting(new Next.After(Duration.ofDays(1))));
    engine.wake(CHAT);
    awaitTurns(1);
    await().until(() -> picked() == 0);
    engine.wake(CHAT);
    awaitTurns(2);
  }

  @Test
  void aWakeUpWithinATransactionWaitsForItsEnd() {
    Engine engine = start(counting(IDLE));
    database
        .transactions()
        .run(
            handle -> {
              engine.wake(CHAT);
              assertThat(scheduled()).isZero();
            });
    awaitTurns(1);
  }

  @Test
  void aWakeUpOfARolledBackTransactionDoesNotHappen() {
    Engine engine = start(counting(IDLE));
    assertThatThrownBy(
            () ->
                database
                    .transactions()
                    .run(
                        handle -> {
                          engine.wake(CHAT);
                          throw new IllegalStateException("rolled back");
                        }))
        .hasMessage("rolled back");
    assertThat(scheduled()).isZero();
  }

  @Test
  void aFailedTurnIsRepeatedAndCounted() {
    Engine engine =
        start(
            (resource, fence) -> {
              if (turns.incrementAndGet() == 1) {
                throw new IllegalStateException("this time not");
              }
              return IDLE;
            });
    engine.wake(CHAT);
    awaitTurns(2);
    assertThat(meters.counter("rekey.engine.turns", "result", "failed").count()).isEqualTo(1);
  }

  @Test
  void aTurnThatAnotherTookOverLosesItsFenceAndLeavesTheRest() {
    AtomicInteger superseded = new AtomicInteger();
    Engine engine =
        start(
            (resource, fence) -> {
              fence.check();
              turns.incrementAndGet();
              new Leases(database.transactions()).take(resource, "another process");
              try {
                fence.check();
              } catch (Fence.Superseded e) {
                superseded.incrementAndGet();
                throw e;
              }
              return IDLE;
            },
            PATIENT);
    engine.wake(CHAT);
    await().until(() -> superseded.get() == 1);
    await().during(Duration.ofMillis(500)).until(() -> picked() == 1 && turns.get() == 1);
  }

  @Test
  void aTurnThatDoesNotEndWithItsEngineIsGivenBackBehindItsFence() {
    CountDownLatch inTurn = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger superseded = new AtomicInteger();
    Engine stopping =
        start(
            (resource, fence) -> {
              inTurn.countDown();
              awaitWhateverComes(goOn);
              try {
                fence.check();
              } catch (Fence.Superseded e) {
                superseded.incrementAndGet();
              }
              return IDLE;
            },
            new EngineSettings(
                8,
                Duration.ofMillis(100),
                Duration.ofMinutes(1),
                4,
                Duration.ofMillis(500),
                Duration.ofMillis(100)));
    stopping.wake(CHAT);
    awaitLatch(inTurn);
    engines.remove(stopping);
    stopping.close();
    start(counting(IDLE), PATIENT);
    awaitTurns(1);
    goOn.countDown();
    await().until(() -> superseded.get() == 1);
  }

  @Test
  void aTurnThatOnlyLostAConflictComesAgainSoon() {
    Engine engine =
        start(
            (resource, fence) -> {
              if (turns.incrementAndGet() == 1) {
                throw new Fence.Superseded("the incident changed meanwhile");
              }
              return IDLE;
            });
    engine.wake(CHAT);
    awaitTurns(2);
    assertThat(meters.counter("rekey.engine.turns", "result", "failed").count()).isZero();
  }

  @Test
  void aDeadOwnersTurnIsTakenOver() {
    pickedByADeadProcess(CHAT);
    start(counting(IDLE));
    await().until(() -> turns.get() == 1 && scheduled() == 0);
  }

  @Test
  void unfinishedResourcesAreWokenAtTheStartAndNotForgottenLater() {
    unfinished.add(CHAT);
    start(counting(IDLE));
    awaitTurns(3);
  }

  @Test
  void aStopWaitsForTheTurnUnderWay() {
    CountDownLatch inTurn = new CountDownLatch(1);
    Engine engine =
        start(
            (resource, fence) -> {
              inTurn.countDown();
              await().pollDelay(Duration.ofMillis(300)).until(() -> true);
              turns.incrementAndGet();
              return IDLE;
            });
    engine.wake(CHAT);
    awaitLatch(inTurn);
    engines.remove(engine);
    engine.close();
    assertThat(turns).hasValue(1);
    assertThat(scheduled()).isZero();
  }

  private static EngineSettings settings(Duration heartbeat) {
    return settings(8, heartbeat);
  }

  private static EngineSettings settings(int threads, Duration heartbeat) {
    Duration stopWithin = Duration.ofSeconds(10);
    return new EngineSettings(
        threads, Duration.ofMillis(100), heartbeat, 4, Duration.ofMillis(500), stopWithin);
  }

  private Engine start(ResourceWork work) {
    return start(work, SETTINGS);
  }

  private Engine start(ResourceWork work, EngineSettings settings) {
    Engine engine = new Engine(database, work, () -> unfinished, settings, meters);
    engine.start();
    engines.add(engine);
    return engine;
  }

  private ResourceWork counting(Next next) {
    return (resource, fence) -> {
      turns.incrementAndGet();
      return next;
    };
  }

  private void awaitTurns(int atLeast) {
    await().until(() -> turns.get() >= atLeast);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a call to the outside that takes no notice of an interruption. */
  private static void awaitWhateverComes(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void pickedByADeadProcess(ResourceId resource) {
    new Schedule(database.transactions(), Clock.systemUTC()).ensure(resource);
    database
        .transactions()
        .run(
            handle ->
                handle
                    .createUpdate(
                        "update scheduled_tasks set picked = true, picked_by = 'dead',"
                            + " last_heartbeat = :now")
                    .bind("now", Times.column(Instant.now()))
                    .execute());
  }

  private int scheduled() {
    return count("select count(*) from scheduled_tasks");
  }

  private int picked() {
    return count("select count(*) from scheduled_tasks where picked = true");
  }

  private int count(String select) {
    return database
        .transactions()
        .query(handle -> handle.createQuery(select).mapTo(Integer.class).one());
  }
}
