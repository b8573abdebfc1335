package io.github.rekey.journal;

import static io.github.rekey.journal.Given.CHAT;
import static io.github.rekey.journal.Given.NOW;
import static io.github.rekey.journal.Given.alert;
import static io.github.rekey.journal.Given.in;
import static io.github.rekey.journal.Given.rotation;
import static io.github.rekey.journal.Given.started;

import io.github.rekey.rotation.RotationId;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Incident.State;
import java.time.Clock;
import java.util.List;

/** A process that stores events and journal entries, and prints each number once it is durable. */
final class AppendingProcess {
  static final RotationId ROTATION = new RotationId("r1");

  private AppendingProcess() {}

  public static void main(String[] arguments) {
    Database database = Database.open(DatabaseSettings.embedded(arguments[0]));
    JdbcIncidents incidents = new JdbcIncidents(database);
    Incident incident = incidents.attach(CHAT, alert("1"), NOW);
    incidents.start(in(incident, State.ROTATING), rotation("r1", incident), 99);
    JdbcInbox inbox = new JdbcInbox(database, Clock.systemUTC(), () -> {});
    JdbcJournal journal = new JdbcJournal(database);
    for (int number = 0; ; number++) {
      inbox.store(List.of(Given.understood("e" + number)));
      journal.append(ROTATION, number, started(number + 1), () -> {});
      System.out.println(number);
    }
  }
}
