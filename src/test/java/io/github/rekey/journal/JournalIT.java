package io.github.rekey.journal;

import static io.github.rekey.journal.Given.CHAT;
import static io.github.rekey.journal.Given.NOW;
import static io.github.rekey.journal.Given.alert;
import static io.github.rekey.journal.Given.in;
import static io.github.rekey.journal.Given.rotation;
import static io.github.rekey.journal.Given.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.JournalMismatch;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Incident.State;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class JournalIT {
  private static final RotationId ROTATION = new RotationId("r1");
  private static final Fence HELD = () -> {};
  private static final Fence LOST =
      () -> {
        throw new Fence.Superseded("lost");
      };

  private final DatabaseSettings settings;
  private Database database;
  private JdbcJournal journal;

  JournalIT(Backend backend) {
    settings = backend.create();
    database = Database.open(settings);
    journal = new JdbcJournal(database);
  }

  @BeforeEach
  void aRunningRotation() {
    JdbcIncidents incidents = new JdbcIncidents(database);
    Incident incident = incidents.attach(CHAT, alert("1"), NOW);
    incidents.start(in(incident, State.ROTATING), rotation("r1", incident), 99);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void entriesAreReadBackInOrderAlsoAfterARestart() {
    JournalEntry ended =
        new JournalEntry.Ended(
            NOW.plusNanos(1), 0, 1, new StepOutcome.Done("three instances", Map.of("a", "b")));
    journal.append(ROTATION, 0, started(1), HELD);
    journal.append(ROTATION, 1, ended, HELD);
    reopen();
    assertThat(journal.entries(ROTATION)).containsExactly(started(1), ended);
  }

  @Test
  void anAppendAfterAnotherNumberOfEntriesIsRefused() {
    journal.append(ROTATION, 0, started(1), HELD);
    for (int known : new int[] {0, 2}) {
      assertThatThrownBy(() -> journal.append(ROTATION, known, started(2), HELD))
          .isInstanceOf(Fence.Superseded.class);
    }
    assertThat(journal.entries(ROTATION)).containsExactly(started(1));
  }

  @Test
  void anAppendBehindALostFenceIsRefused() {
    assertThatThrownBy(() -> journal.append(ROTATION, 0, started(1), LOST))
        .isInstanceOf(Fence.Superseded.class);
    assertThat(journal.entries(ROTATION)).isEmpty();
  }

  @Test
  void onlyOneOfSeveralAppendsAtOnceSucceeds() {
    long succeeded =
        IntStream.rangeClosed(1, 8).parallel().filter(attempt -> appended(attempt)).count();
    assertThat(succeeded).isOne();
    assertThat(journal.entries(ROTATION)).hasSize(1);
  }

  @Test
  void aTakeoverWaitsForAnAppendOrTheAppendIsRefused() {
    Leases leases = new Leases(database.transactions());
    LeaseFence stale = leases.take(CHAT, "one");
    journal.append(ROTATION, 0, started(1), stale);
    leases.take(CHAT, "other");
    assertThatThrownBy(() -> journal.append(ROTATION, 1, started(2), stale))
        .isInstanceOf(Fence.Superseded.class);
  }

  @Test
  void anEntryThatDoesNotFitIsAMismatch() {
    journal.append(ROTATION, 0, started(1), HELD);
    database
        .transactions()
        .run(h -> h.execute("update journal_entry set entry = replace(entry, 'started', 'begun')"));
    assertThatThrownBy(() -> journal.entries(ROTATION))
        .isInstanceOf(JournalMismatch.class)
        .hasMessageContaining("entry 0 of rotation r1");
  }

  @Test
  void aMissingEntryIsAMismatch() {
    journal.append(ROTATION, 0, started(1), HELD);
    journal.append(ROTATION, 1, started(2), HELD);
    database.transactions().run(h -> h.execute("delete from journal_entry where seq = 0"));
    assertThatThrownBy(() -> journal.entries(ROTATION)).isInstanceOf(JournalMismatch.class);
  }

  @Test
  void aPauseSurvivesARestart() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    assertThat(new JdbcControls(database, clock).paused()).isFalse();
    new JdbcControls(database, clock).pause(true, "ada");
    reopen();
    assertThat(new JdbcControls(database, clock).lastChange())
        .contains(new JdbcControls.Change(true, "ada", NOW));
    new JdbcControls(database, clock).pause(false, "bob");
    assertThat(new JdbcControls(database, clock).paused()).isFalse();
  }

  private boolean appended(int attempt) {
    try {
      journal.append(ROTATION, 0, started(attempt), HELD);
      return true;
    } catch (Fence.Superseded e) {
      return false;
    }
  }

  private void reopen() {
    database.close();
    database = Database.open(settings);
    journal = new JdbcJournal(database);
  }
}
