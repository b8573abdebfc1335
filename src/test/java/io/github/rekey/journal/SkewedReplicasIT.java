package io.github.rekey.journal;

import static io.github.rekey.journal.Given.CHAT;
import static io.github.rekey.journal.Given.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas on one PostgreSQL, the second's machine 30 s ahead of the first's. */
class SkewedReplicasIT {
  private static final Next IDLE = new Next.Idle();
  private static final Duration AHEAD = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final EngineSettings SETTINGS =
      new EngineSettings(
          8,
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          8,
          Duration.ofMillis(500),
          Duration.ofSeconds(10));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicInteger turns = new AtomicInteger();
  private Database behind;
  private Database ahead;

  @BeforeEach
  void openBoth() {
    DatabaseSettings settings = Backend.POSTGRES.create();
    Clock machine = Clock.systemUTC();
    behind = Database.open(settings, machine);
    ahead = Database.open(settings, Clock.offset(machine, AHEAD));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    ahead.close();
    behind.close();
  }

  @Test
  void theyAgreeOnTheTime() {
    assertThat(Duration.between(behind.clock().instant(), ahead.clock().instant()).abs())
        .isLessThan(AHEAD.dividedBy(3));
  }

  @Test
  void aTurnThatIsAliveIsNotTakenOverByTheOneAhead() throws InterruptedException {
    CountDownLatch inTurn = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Engine slow =
        start(
            behind,
            (resource, fence) -> {
              inTurn.countDown();
              awaitLatch(goOn);
              fence.check();
              turns.incrementAndGet();
              return IDLE;
            });
    slow.wake(CHAT);
    awaitLatch(inTurn);
    start(ahead, counting(IDLE));
    await()
        .during(SETTINGS.heartbeat().multipliedBy(6))
        .until(() -> takenOver() == 0 && turns.get() == 0);
    goOn.countDown();
    await().until(() -> turns.get() == 1);
  }

  @Test
  void theirTurnsOnAResourceDoNotOverlap() {
    Set<ResourceId> busy = ConcurrentHashMap.newKeySet();
    AtomicInteger overlaps = new AtomicInteger();
    ResourceWork work =
        (resource, fence) -> {
          overlaps.addAndGet(busy.add(resource) ? 0 : 1);
          fence.check();
          busy.remove(resource);
          return turns.incrementAndGet() < 60 ? new Next.After(Duration.ofMillis(20)) : IDLE;
        };
    Engine one = start(behind, work);
    Engine two = start(ahead, work);
    for (int i = 0; i < 30; i++) {
      one.wake(resource("r" + i % 3));
      two.wake(resource("r" + i % 3));
    }
    await().until(() -> turns.get() >= 60 && scheduled() == 0);
    assertThat(overlaps).hasValue(0);
    assertThat(takenOver()).isZero();
  }

  @Test
  void aDeadOnesTurnIsTakenOverByTheOneBehind() {
    pickedByADeadProcess(CHAT, ahead.clock().instant());
    start(behind, counting(IDLE));
    await().until(() -> turns.get() == 1 && scheduled() == 0);
    assertThat(takenOver()).isEqualTo(1);
  }

  @Test
  void whatOneMakesDueLaterTheOtherNeitherDoesEarlyNorForgets() {
    Map<String, Instant> due = new ConcurrentHashMap<>();
    Duration later = Duration.ofSeconds(4);
    ResourceWork first =
        (resource, fence) -> {
          due.put(resource.name(), behind.clock().instant().plus(later));
          return new Next.After(later);
        };
    Engine stopping = start(behind, first);
    stopping.wake(CHAT);
    await().until(() -> due.size() == 1 && picked() == 0);
    stopping.close();
    List<Instant> done = new ArrayList<>();
    start(
        ahead,
        (resource, fence) -> {
          done.add(behind.clock().instant());
          turns.incrementAndGet();
          return IDLE;
        });
    await().until(() -> turns.get() == 1);
    assertThat(done.get(0)).isAfterOrEqualTo(due.get(CHAT.name()).minusSeconds(1));
    assertThat(done.get(0)).isBefore(due.get(CHAT.name()).plus(AHEAD.dividedBy(2)));
  }

  private Engine start(Database database, ResourceWork work) {
    Engine engine = new Engine(database, work, List::of, SETTINGS, meters);
    engine.start();
    open.add(engine);
    return engine;
  }

  private ResourceWork counting(Next next) {
    return (resource, fence) -> {
      turns.incrementAndGet();
      return next;
    };
  }

  private double takenOver() {
    return meters.counter("rekey.engine.turns", "result", "taken-over").count();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void pickedByADeadProcess(ResourceId resource, Instant lastHeartbeat) {
    new Schedule(behind.transactions(), behind.clock()).ensure(resource);
    behind
        .transactions()
        .run(
            handle ->
                handle
                    .createUpdate(
                        "update scheduled_tasks set picked = true, picked_by = 'dead',"
                            + " last_heartbeat = :now")
                    .bind("now", Times.column(lastHeartbeat))
                    .execute());
  }

  private int scheduled() {
    return count("select count(*) from scheduled_tasks");
  }

  private int picked() {
    return count("select count(*) from scheduled_tasks where picked = true");
  }

  private int count(String select) {
    return behind
        .transactions()
        .query(handle -> handle.createQuery(select).mapTo(Integer.class).one());
  }
}
