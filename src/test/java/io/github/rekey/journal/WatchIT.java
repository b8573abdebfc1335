package io.github.rekey.journal;

import static io.github.rekey.journal.Given.CHAT;
import static io.github.rekey.journal.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Announcer;
import io.github.rekey.triage.DeadlineWatch;
import io.github.rekey.triage.Escalation;
import io.github.rekey.triage.ExpectedFailures;
import io.github.rekey.triage.Histories;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Incidents;
import io.github.rekey.triage.LastSeen;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Reason;
import io.github.rekey.triage.Scope;
import io.github.rekey.triage.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept for everything that is looked after unasked. */
@ParameterizedClass
@EnumSource(Backend.class)
class WatchIT {
  private static final Duration PERIOD = Duration.ofMinutes(10);
  private final TickingClock clock = new TickingClock(NOW);
  private final Database database;
  private final JdbcIncidents incidents;
  private final JdbcRounds rounds;

  WatchIT(Backend backend) {
    database = Database.open(backend.create());
    incidents = new JdbcIncidents(database);
    rounds = new JdbcRounds(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aTurnIsTakenByOneAndAgainOnceItIsDue() {
    assertThat(take(NOW)).isTrue();
    assertThat(take(NOW)).isFalse();
    clock.tick(PERIOD.minusSeconds(1));
    assertThat(take(NOW)).isFalse();
    clock.tick(Duration.ofSeconds(1));
    assertThat(take(NOW)).isTrue();
    assertThat(take(NOW)).isFalse();
  }

  @Test
  void aProcessThatStartedSinceTakesTheTurnAtOnce() {
    assertThat(take(NOW)).isTrue();
    clock.tick(Duration.ofSeconds(1));
    Instant restart = clock.instant();
    assertThat(take(restart)).isTrue();
    assertThat(take(restart)).isFalse();
  }

  @Test
  void ofManyAtTheSameMomentOneTakesTheTurn() {
    long winners = IntStream.range(0, 8).parallel().filter(i -> take(NOW)).count();
    assertThat(winners).isEqualTo(1);
    clock.tick(PERIOD);
    assertThat(IntStream.range(0, 8).parallel().filter(i -> take(NOW)).count()).isEqualTo(1);
  }

  private boolean take(Instant since) {
    return rounds.take("keys:chat", since, clock.instant().plus(PERIOD));
  }

  @Test
  void theKeysSeenLastAreRecalledAsTheyWereRemembered() {
    JdbcKeyMemory memory = new JdbcKeyMemory(database);
    assertThat(memory.recall(CHAT)).isEmpty();
    LastSeen first = new LastSeen(keys("key-1", "key-2"), NOW, Instant.EPOCH);
    memory.remember(CHAT, first);
    assertThat(memory.recall(CHAT)).contains(first);
    LastSeen second = new LastSeen(keys("key-1", "key-3"), NOW.plusSeconds(1), NOW);
    memory.remember(CHAT, second);
    assertThat(memory.recall(CHAT)).contains(second);
    assertThat(memory.recall(Given.resource("other"))).isEmpty();
  }

  private static Map<KeySlot, Fingerprint> keys(String primary, String secondary) {
    return Map.of(
        KeySlot.PRIMARY, new Fingerprint(primary), KeySlot.SECONDARY, new Fingerprint(secondary));
  }

  @Test
  void rotationsSinceAMomentAreThoseThatHadNotEndedByThen() {
    Incident incident = incidents.attach(CHAT, Given.alert("a"), NOW);
    Rotation rotation = Given.rotation("rot-1", incident);
    incidents.start(Given.in(incident, Incident.State.ROTATING), rotation, 9);
    assertThat(incidents.rotationsSince(CHAT, NOW.plusSeconds(60))).containsExactly(rotation);
    incidents.end(rotation, Incidents.Ending.FAILED, NOW.plusSeconds(30));
    assertThat(incidents.rotationsSince(CHAT, NOW.plusSeconds(60))).isEmpty();
    assertThat(incidents.rotationsSince(CHAT, NOW.plusSeconds(20))).containsExactly(rotation);
    assertThat(incidents.rotationsSince(Given.resource("other"), NOW)).isEmpty();
  }

  @Test
  void aDeadlineIsAnnouncedOnceAStepAndEndsWhenTheKeysAreNew() {
    List<String> told = new ArrayList<>();
    Incident incident = incidents.attach(CHAT, notice("n1", NOW.plus(Duration.ofHours(8))), NOW);
    DeadlineWatch one = watch(told);
    DeadlineWatch two = watch(told);
    one.look();
    assertThat(told).isEmpty();
    clock.tick(Duration.ofHours(4));
    one.look();
    two.look();
    assertThat(told).singleElement().asString().contains("4 h left", "not judged yet");
    clock.tick(Duration.ofHours(5));
    assertThat(two.look()).hasSize(1);
    assertThat(told).hasSize(2).last().asString().contains("passed 60 min ago");
    incidents.save(closed(incidents.find(incident.id()).orElseThrow()));
    assertThat(one.look()).isEmpty();
    assertThat(told).hasSize(2);
  }

  @Test
  void anIncidentThatAsksIsReminded() {
    List<String> told = new ArrayList<>();
    Incident incident = incidents.attach(CHAT, notice("n1", NOW.plus(Duration.ofHours(8))), NOW);
    incidents.save(Given.in(incident, Incident.State.ASKING));
    clock.tick(Duration.ofHours(4));
    watch(told).look();
    assertThat(told).singleElement().asString().contains("rekey approve " + incident.id());
  }

  @Test
  void aCopyOfANoticeKeepsItsDeadlineAndAnotherDateIsAnnouncedAnew() {
    JdbcDeadlines deadlines = new JdbcDeadlines(database);
    incidents.attach(CHAT, notice("n1", NOW.plus(Duration.ofHours(8))), NOW);
    deadlines.announce(deadlines.open().get(0), NOW.plusSeconds(60));
    incidents.attach(CHAT, notice("n2", NOW.plus(Duration.ofHours(8))), NOW.plusSeconds(60));
    assertThat(deadlines.open()).singleElement().extracting("announcedAt").isNotNull();
    incidents.attach(CHAT, notice("n3", NOW.plus(Duration.ofHours(9))), NOW.plusSeconds(60));
    assertThat(deadlines.open())
        .singleElement()
        .satisfies(open -> assertThat(open.announcedAt()).isNull())
        .extracting("dueAt")
        .isEqualTo(NOW.plus(Duration.ofHours(9)));
  }

  @Test
  void anAlertThatStatesNoDateHasNoDeadline() {
    incidents.attach(CHAT, notice("n1", null), NOW);
    assertThat(new JdbcDeadlines(database).open()).isEmpty();
  }

  @Test
  void aNoticeIsHeardOfByItsTrackingIdAndNotByAPolledCopy() {
    JdbcInbox inbox = new JdbcInbox(database, clock, () -> {});
    InboxReader reader = new InboxReader(database);
    inbox.store(List.of(new Reading.Understood(notice("TRK/polled/1/active/x", null))));
    assertThat(reader.heard("S", "TRK", "polled/", NOW)).isFalse();
    inbox.store(List.of(new Reading.Understood(notice("TRK/11000/active/x", null))));
    assertThat(reader.heard("S", "TRK", "polled/", NOW)).isTrue();
    assertThat(reader.heard("S", "TRK", "polled/", NOW.plusSeconds(1))).isFalse();
    assertThat(reader.heard("S", "TR", "polled/", NOW)).isFalse();
    assertThat(reader.heard("other", "TRK", "polled/", NOW)).isFalse();
  }

  private static Alert notice(String eventId, @Nullable Instant deadline) {
    return new Alert.MandatoryNotice(
        new Origin("service-health:s", eventId, NOW),
        new Scope.Area("s", null),
        "TRK",
        "new keys",
        null,
        deadline);
  }

  private static Incident closed(Incident incident) {
    return new Incident(
        incident.id(),
        incident.resource(),
        incident.openedAt(),
        Incident.State.CLOSED,
        incident.alerts(),
        incident.alertCount(),
        incident.alertCount(),
        new Verdict.Ignore(Reason.NOTICE_SATISFIED, "done"),
        null,
        NOW,
        incident.version());
  }

  private DeadlineWatch watch(List<String> told) {
    return new DeadlineWatch(
        new JdbcDeadlines(database),
        Escalation.standard(),
        incidents,
        new Histories(
            incidents, new ExpectedFailures(incidents, new JdbcJournal(database), Duration.ZERO)),
        new Announcer(happening -> told.add(happening.sentence()), clock),
        clock);
  }
}
