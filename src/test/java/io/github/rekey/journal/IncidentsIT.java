package io.github.rekey.journal;

import static io.github.rekey.journal.Given.CHAT;
import static io.github.rekey.journal.Given.NOW;
import static io.github.rekey.journal.Given.alert;
import static io.github.rekey.journal.Given.in;
import static io.github.rekey.journal.Given.resource;
import static io.github.rekey.journal.Given.rotation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.JournalMismatch;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Incident.State;
import io.github.rekey.triage.Incidents.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class IncidentsIT {
  private final Database database;
  private final JdbcIncidents incidents;

  IncidentsIT(Backend backend) {
    database = Database.open(backend.create());
    incidents = new JdbcIncidents(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theFirstAlertOpensAnIncidentAndTheNextJoinsIt() {
    Incident opened = incidents.attach(CHAT, alert("1"), NOW);
    Incident joined = incidents.attach(CHAT, alert("2"), NOW.plusSeconds(1));

    assertThat(opened.state()).isEqualTo(State.OPEN);
    assertThat(opened.openedAt()).isEqualTo(NOW);
    assertThat(joined.id()).isEqualTo(opened.id());
    assertThat(joined.alerts()).containsExactly(alert("1"), alert("2"));
    assertThat(incidents.open(CHAT)).contains(joined);
    assertThat(incidents.find(joined.id())).contains(joined);
  }

  @Test
  void anAlertAttachedTwiceIsThereOnce() {
    incidents.attach(CHAT, alert("1"), NOW);
    assertThat(incidents.attach(CHAT, alert("1"), NOW).alerts()).containsExactly(alert("1"));
  }

  @Test
  void anAlertDoesNotJoinTheIncidentOfAnotherResource() {
    Incident chat = incidents.attach(CHAT, alert("1"), NOW);
    Incident other = incidents.attach(resource("other"), alert("1"), NOW.plusSeconds(1));
    assertThat(other.id()).isNotEqualTo(chat.id());
    assertThat(incidents.recent(10)).containsExactly(other, chat);
    assertThat(incidents.recent(1)).containsExactly(other);
  }

  @Test
  void alertsThatArriveTogetherShareOneIncident() {
    List<Incident> attached =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> incidents.attach(CHAT, alert("e" + i), NOW))
            .toList();
    assertThat(attached).extracting(Incident::id).containsOnly(attached.get(0).id());
    Incident open = incidents.open(CHAT).orElseThrow();
    assertThat(open.alertCount()).isEqualTo(40);
    assertThat(open.alerts())
        .extracting(alert -> alert.origin().eventId())
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @Test
  void anAlertAfterTheCloseOpensANewIncident() {
    Incident first = incidents.attach(CHAT, alert("1"), NOW);
    Incident closed = incidents.save(in(first, State.CLOSED));
    assertThat(incidents.open(CHAT)).isEmpty();
    assertThat(closed.closedAt()).isEqualTo(NOW);

    Incident second = incidents.attach(CHAT, alert("1"), NOW);
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(incidents.find(first.id())).contains(closed);
  }

  @Test
  void onlyClosedIncidentsWithARotationThatEndedWellAreHealedNewestFirst() {
    Incident first = rotated("r1", Ending.DONE, NOW);
    Incident second = rotated("r2", Ending.DONE, NOW.plusSeconds(1));
    rotated("r3", Ending.FAILED, NOW.plusSeconds(2));
    Incident idle = incidents.attach(CHAT, alert("idle"), NOW.plusSeconds(3));
    incidents.save(in(idle, State.CLOSED));
    incidents.attach(CHAT, alert("open"), NOW.plusSeconds(4));

    assertThat(incidents.healed(CHAT, 10)).containsExactly(second, first);
    assertThat(incidents.healed(CHAT, 1)).containsExactly(second);
    assertThat(incidents.healed(resource("other"), 10)).isEmpty();
  }

  private Incident rotated(String id, Ending ending, Instant at) {
    Incident opened = incidents.attach(CHAT, alert(id), at);
    Rotation rotation = rotation(id, opened);
    incidents.start(in(opened, State.ROTATING), rotation, 99);
    incidents.end(rotation, ending, at);
    Incident rotating = incidents.find(opened.id()).orElseThrow();
    return incidents.save(in(rotating, State.CLOSED));
  }

  @Test
  void aSavedVerdictIsReadBackWithTheNextVersion() {
    Incident read = incidents.attach(CHAT, alert("1"), NOW);
    Incident saved = incidents.save(in(read, State.ASKING));
    assertThat(saved.version()).isEqualTo(read.version() + 1);
    assertThat(saved.verdict()).isEqualTo(Given.VERDICT);
    assertThat(saved.question()).isEqualTo(Given.QUESTION);
    assertThat(incidents.open(CHAT)).contains(saved);
  }

  @Test
  void noMoreRotationsStartThanTheCapAllows() {
    Incident first = incidents.attach(CHAT, alert("1"), NOW);
    Incident second = incidents.attach(resource("other"), alert("2"), NOW);
    assertThat(incidents.start(in(first, State.ROTATING), rotation("r1", first), 1)).isTrue();
    assertThat(incidents.start(in(second, State.ROTATING), rotation("r2", second), 1)).isFalse();
    assertThat(incidents.running()).isOne();
    assertThat(incidents.open(resource("other")).orElseThrow().state()).isEqualTo(State.OPEN);
  }

  @Test
  void aVerdictOnAnOldVersionIsNotSavedAndStartsNothing() {
    Incident read = incidents.attach(CHAT, alert("1"), NOW);
    incidents.save(in(read, State.ASKING));
    assertThatThrownBy(() -> incidents.start(in(read, State.ROTATING), rotation("r1", read), 99))
        .isInstanceOf(Fence.Superseded.class);
    assertThat(incidents.open(CHAT).orElseThrow().state()).isEqualTo(State.ASKING);
    assertThat(incidents.running(CHAT)).isEmpty();
  }

  @Test
  void alertsThatComeMeanwhileDoNotKeepAVerdictFromBeingSaved() {
    Incident read = incidents.attach(CHAT, alert("1"), NOW);
    incidents.attach(CHAT, alert("2"), NOW);
    Incident saved = incidents.save(in(read, State.ASKING));
    assertThat(saved.alerts()).hasSize(2);
    assertThat(saved.alertsSeen()).isEqualTo(1);
  }

  @Test
  void anIncidentWithAnUnseenAlertDoesNotClose() {
    Incident read = incidents.attach(CHAT, alert("1"), NOW);
    incidents.attach(CHAT, alert("2"), NOW);
    assertThatThrownBy(() -> incidents.save(in(read, State.CLOSED)))
        .isInstanceOf(Fence.Superseded.class);
    assertThat(incidents.open(CHAT)).isPresent();
  }

  @Test
  void aStartedRotationRunsUntilItEnds() {
    Rotation rotation = start("r1");
    assertThat(incidents.running(CHAT)).contains(rotation);
    assertThat(incidents.running()).isEqualTo(1);
    assertThat(incidents.ending(rotation)).isEmpty();

    incidents.end(rotation, Ending.DONE, NOW);
    incidents.end(rotation, Ending.DONE, NOW);
    assertThat(incidents.running(CHAT)).isEmpty();
    assertThat(incidents.running()).isZero();
    assertThat(incidents.ending(rotation)).contains(Ending.DONE);
    assertThat(incidents.rotation("r1")).contains(rotation);
    assertThat(incidents.rotations(rotation.incident())).containsExactly(rotation);
    assertThatThrownBy(() -> incidents.end(rotation, Ending.FAILED, NOW))
        .isInstanceOf(Fence.Superseded.class);
  }

  @Test
  void aSecondRotationDoesNotStartWhileOneRuns() {
    start("r1");
    Incident read = incidents.open(CHAT).orElseThrow();
    assertThatThrownBy(() -> incidents.start(in(read, State.ASKING), rotation("r2", read), 99))
        .isInstanceOf(Fence.Superseded.class);
    assertThat(incidents.open(CHAT)).contains(read);
    assertThat(incidents.rotation("r2")).isEmpty();
  }

  @Test
  void onlyRotationsWithinTheWindowAreCounted() {
    start("r1");
    assertThat(incidents.startedWithin(CHAT, Duration.ofHours(1), NOW.plusSeconds(60))).isOne();
    assertThat(incidents.startedWithin(CHAT, Duration.ofSeconds(59), NOW.plusSeconds(60))).isZero();
    assertThat(incidents.startedWithin(resource("x"), Duration.ofHours(1), NOW)).isZero();
  }

  @Test
  void whatWaitsForAPersonIsNotUnfinishedUntilANewAlertComes() {
    Incident read = incidents.attach(CHAT, alert("1"), NOW);
    assertThat(incidents.unfinished(NOW.minusSeconds(1))).containsExactly(CHAT);
    incidents.save(in(read, State.ASKING));
    assertThat(incidents.unfinished(NOW.minusSeconds(1))).isEmpty();
    incidents.attach(CHAT, alert("2"), NOW);
    assertThat(incidents.unfinished(NOW.minusSeconds(1))).containsExactly(CHAT);
  }

  @Test
  void anAlteredPlanIsAMismatch() {
    start("r1");
    database
        .transactions()
        .run(h -> h.execute("update rotation set plan = replace(plan, 'PRIMARY', 'SECONDARY')"));
    assertThatThrownBy(() -> incidents.running(CHAT))
        .isInstanceOf(JournalMismatch.class)
        .hasMessageContaining("r1");
  }

  /** As a newer replica writes it in a rolling upgrade. */
  @Test
  void aPlanWithAnUnknownStepIsAMismatch() {
    start("r1");
    String plan = new Codec().encode(Given.PLAN).replace("DISTRIBUTE", "TELEPORT");
    database
        .transactions()
        .run(
            h ->
                h.execute(
                    "update rotation set plan = ?, plan_hash = ?",
                    plan,
                    StorableText.digest(plan)));
    assertThatThrownBy(() -> incidents.running(CHAT))
        .isInstanceOf(JournalMismatch.class)
        .hasMessageContaining("does not fit this version");
  }

  @Test
  void whatARolledBackTransactionAttachedIsNotRemembered() {
    Incident opened = incidents.attach(CHAT, alert("1"), NOW);
    Alert lost = alert("2");
    assertThatThrownBy(
            () ->
                database
                    .transactions()
                    .run(
                        handle -> {
                          assertThat(incidents.attach(CHAT, lost, NOW).alerts()).hasSize(2);
                          throw new IllegalStateException("rolled back");
                        }))
        .hasMessage("rolled back");
    assertThat(incidents.open(CHAT)).contains(opened);
    assertThat(incidents.attach(CHAT, alert("3"), NOW).alerts())
        .containsExactly(alert("1"), alert("3"));
  }

  private Rotation start(String id) {
    Incident read = incidents.attach(CHAT, alert("1"), NOW);
    Rotation rotation = rotation(id, read);
    incidents.start(in(read, State.ROTATING), rotation, 99);
    return rotation;
  }
}
