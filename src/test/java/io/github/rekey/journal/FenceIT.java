package io.github.rekey.journal;

import static io.github.rekey.journal.Given.CHAT;
import static io.github.rekey.journal.Given.NOW;
import static io.github.rekey.journal.Given.alert;
import static io.github.rekey.journal.Given.in;
import static io.github.rekey.journal.Given.rotation;
import static io.github.rekey.journal.Given.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Incident.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two owners of one resource, one after the other, on a real database. */
@ParameterizedClass
@EnumSource(Backend.class)
class FenceIT {
  private static final RotationId ROTATION = new RotationId("r1");

  private final Database database;
  private final Leases leases;
  private final JdbcJournal journal;

  FenceIT(Backend backend) {
    database = Database.open(backend.create());
    leases = new Leases(database.transactions());
    journal = new JdbcJournal(database);
    JdbcIncidents incidents = new JdbcIncidents(database);
    Incident incident = incidents.attach(CHAT, alert("1"), NOW);
    incidents.start(in(incident, State.ROTATING), rotation("r1", incident), 99);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theNewestOwnerMayActAndWriteDown() {
    Fence mine = leases.take(CHAT, "one");
    assertThatCode(mine::check).doesNotThrowAnyException();
    journal.append(ROTATION, 0, started(1), mine);
    assertThat(journal.entries(ROTATION)).hasSize(1);
  }

  @Test
  void whoeverWasOvertakenMayNeitherActNorWriteDown() {
    Fence zombies = leases.take(CHAT, "one");
    Fence mine = leases.take(CHAT, "two");
    assertThatThrownBy(zombies::check).isInstanceOf(Fence.Superseded.class);
    assertThatThrownBy(() -> journal.append(ROTATION, 0, started(1), zombies))
        .isInstanceOf(Fence.Superseded.class);
    assertThat(journal.entries(ROTATION)).isEmpty();
    assertThatCode(mine::check).doesNotThrowAnyException();
  }

  @Test
  void aFenceThatCannotBeCheckedLetsNobodyPassAndSupersedesNobody() {
    Fence mine = leases.take(CHAT, "one");
    database.close();
    assertThatThrownBy(mine::check).isNotInstanceOf(Fence.Superseded.class);
  }
}
