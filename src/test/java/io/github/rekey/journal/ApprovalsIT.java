package io.github.rekey.journal;

import static io.github.rekey.journal.Given.CHAT;
import static io.github.rekey.journal.Given.NOW;
import static io.github.rekey.journal.Given.WORLD;
import static io.github.rekey.journal.Given.alert;
import static io.github.rekey.journal.Given.in;
import static io.github.rekey.journal.Given.rotation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.triage.Approval;
import io.github.rekey.triage.Approvals;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Incident.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class ApprovalsIT {
  private final DatabaseSettings settings;
  private Database database;
  private JdbcIncidents incidents;
  private JdbcApprovals approvals;
  private JdbcOrders orders;
  private Incident asking;

  ApprovalsIT(Backend backend) {
    settings = backend.create();
    open();
  }

  private void open() {
    database = Database.open(settings);
    incidents = new JdbcIncidents(database);
    approvals = new JdbcApprovals(database);
    orders = new JdbcOrders(database);
  }

  @BeforeEach
  void ask() {
    asking = incidents.save(in(incidents.attach(CHAT, alert("1"), NOW), State.ASKING));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Approval approval(String id) {
    return new Approval(
        id, asking.id(), "que-1", "question", WORLD, "ada", NOW, NOW.plusSeconds(60));
  }

  private boolean use(Approval approval, String rotation, Fence fence) {
    Rotation starts = rotation(rotation, asking);
    Incident rotating = in(asking, State.ROTATING);
    return approvals.use(approval, starts, fence, NOW, () -> incidents.start(rotating, starts, 99));
  }

  @Test
  void anApprovalWaitsOverARestartWithAllThatItIsBoundTo() {
    assertThat(approvals.give(approval("a1"))).isTrue();
    database.close();
    open();
    assertThat(approvals.waiting(asking.id())).contains(approval("a1"));
    assertThat(incidents.unfinished(NOW.minusSeconds(1))).containsExactly(CHAT);
  }

  @Test
  void noSecondApprovalWaitsBesideTheFirst() {
    approvals.give(approval("a1"));
    assertThat(approvals.give(approval("a2"))).isFalse();
    assertThat(approvals.of(asking.id())).hasSize(1);
  }

  @Test
  void aUsedApprovalNamesItsRotationAndWaitsNoLonger() {
    approvals.give(approval("a1"));
    assertThat(use(approval("a1"), "r1", () -> {})).isTrue();
    assertThat(approvals.waiting(asking.id())).isEmpty();
    assertThat(approvals.of(asking.id()))
        .containsExactly(new Approvals.Given(approval("a1"), NOW, "r1", null, null));
    assertThat(incidents.running(CHAT)).isPresent();
  }

  @Test
  void whatHoldsTheStartBackLeavesTheApprovalWaiting() {
    approvals.give(approval("a1"));
    assertThat(approvals.use(approval("a1"), rotation("r1", asking), () -> {}, NOW, () -> false))
        .isFalse();
    assertThat(approvals.waiting(asking.id())).isPresent();
  }

  @Test
  void aTurnWithoutItsFenceUsesAndStartsNothing() {
    approvals.give(approval("a1"));
    Fence lost =
        () -> {
          throw new Fence.Superseded("another turn has begun");
        };
    assertThatThrownBy(() -> use(approval("a1"), "r1", lost)).isInstanceOf(Fence.Superseded.class);
    assertThat(approvals.waiting(asking.id())).isPresent();
    assertThat(incidents.running(CHAT)).isEmpty();
  }

  @Test
  void aVoidedApprovalStartsNothingAndKeepsItsReason() {
    approvals.give(approval("a1"));
    approvals.cancel(approval("a1"), "the world changed", NOW);
    approvals.cancel(approval("a1"), "another reason", NOW);
    assertThatThrownBy(() -> use(approval("a1"), "r1", () -> {}))
        .isInstanceOf(Fence.Superseded.class);
    assertThat(incidents.running(CHAT)).as("rolled back").isEmpty();
    assertThat(incidents.open(CHAT).orElseThrow().state()).isEqualTo(State.ASKING);
    assertThat(approvals.of(asking.id()))
        .containsExactly(new Approvals.Given(approval("a1"), null, null, NOW, "the world changed"));
    assertThat(approvals.give(approval("a2"))).isTrue();
  }

  @Test
  void ofTwoReplicasOneUsesIt() throws Exception {
    approvals.give(approval("a1"));
    List<Boolean> used = together(() -> started("r1"), () -> started("r2"));
    assertThat(used).containsExactlyInAnyOrder(true, false);
    assertThat(incidents.rotations(asking.id())).hasSize(1);
    assertThat(approvals.of(asking.id()).get(0).rotation())
        .isEqualTo(incidents.rotations(asking.id()).get(0).id().value());
  }

  private boolean started(String rotation) {
    try {
      return use(approval("a1"), rotation, () -> {});
    } catch (Fence.Superseded late) {
      return false;
    }
  }

  @Test
  void ofTwoPeopleWhoApproveAtOnceOneDoes() throws Exception {
    List<Boolean> given =
        together(() -> approvals.give(approval("a1")), () -> approvals.give(approval("a2")));
    assertThat(given).containsExactlyInAnyOrder(true, false);
  }

  private static <T> List<T> together(Callable<T> one, Callable<T> other) throws Exception {
    CyclicBarrier line = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<T> first = threads.submit(() -> after(line, one));
      Future<T> second = threads.submit(() -> after(line, other));
      return List.of(first.get(), second.get());
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> T after(CyclicBarrier line, Callable<T> work) throws Exception {
    line.await();
    return work.call();
  }

  @Test
  void aQuestionIsUnfinishedOnceItIsToBeAskedAgain() {
    assertThat(incidents.unfinished(NOW.minusSeconds(1))).isEmpty();
    assertThat(incidents.unfinished(NOW)).containsExactly(CHAT);
  }

  @Test
  void aQuestionFromBeforeThereWereWorldsIsReadAsOneThatSawNone() {
    database
        .transactions()
        .run(
            h ->
                h.execute(
                    "update incident set question_id = null, question_world = null,"
                        + " asked_at = null"));
    var question = incidents.open(CHAT).orElseThrow().question();
    assertThat(question.plan()).isEqualTo("question");
    assertThat(question.world().facts()).isEmpty();
    assertThat(question.askedAt()).isEqualTo(NOW);
    assertThat(incidents.unfinished(NOW.minusSeconds(1))).containsExactly(CHAT);
  }

  @Test
  void ordersAboutARotationAreKeptOverARestart() {
    Rotation running = rotation("r1", asking);
    incidents.start(in(asking, State.ROTATING), running, 99);
    orders.pause(running.id(), "ada", NOW);
    orders.abort(running.id(), "bob", NOW);
    database.close();
    open();
    assertThat(orders.pause(running.id())).contains("ada");
    assertThat(orders.abort(running.id())).contains("bob");
    orders.resume(running.id());
    assertThat(orders.pause(running.id())).isEmpty();
    assertThat(orders.abort(running.id())).as("an abort is not taken back").contains("bob");
  }

  @Test
  void oneReplicaRemindsOfAPauseOnceInSoLong() {
    Rotation running = rotation("r1", asking);
    incidents.start(in(asking, State.ROTATING), running, 99);
    Duration hour = Duration.ofHours(1);
    assertThat(orders.remind(running.id(), hour, NOW)).isTrue();
    assertThat(orders.remind(running.id(), hour, NOW.plusSeconds(3599))).isFalse();
    assertThat(orders.remind(running.id(), hour, NOW.plusSeconds(3600))).isTrue();
  }
}
