package io.github.rekey.journal;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Line;
import io.github.rekey.triage.Precedence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The line, in the rows of the incidents; whoever enters or calls locks the row of all starts. */
public final class JdbcLine implements Line {
  private final Database database;
  private final IncidentRows incidents;
  private final RotationRows rotations;
  private final LineRows line = new LineRows();

  public JdbcLine(Database database) {
    Codec codec = new Codec();
    this.database = database;
    this.incidents = new IncidentRows(codec);
    this.rotations = new RotationRows(codec);
  }

  @Override
  public Spot spot(Incident incident, Room room, Instant now) {
    return database.transactions().query(handle -> line.spot(handle, incident.id(), room, now));
  }

  @Override
  public Entered enter(
      Incident waiting,
      Incident started,
      Rotation rotation,
      Precedence urgency,
      Room room,
      Instant now) {
    Entered entered =
        database
            .transactions()
            .call(
                handle -> {
                  rotations.lockStarts(handle);
                  line.rank(handle, waiting.id(), urgency);
                  return line.stops(handle, room, urgency)
                      ? new Entered(Standing.STOPPED, false, List.of())
                      : enter(handle, waiting, started, rotation, room, now);
                });
    if (entered.started()) {
      database.force();
    }
    return entered;
  }

  private Entered enter(
      Handle handle,
      Incident waiting,
      Incident started,
      Rotation rotation,
      Room room,
      Instant now) {
    List<ResourceId> called = List.of();
    int running = rotations.running(handle);
    boolean kept = line.spot(handle, waiting.id(), room, now).standing() == Standing.CALLED;
    boolean starts = kept && running < room.places();
    if (!kept) {
      line.stand(handle, waiting.id());
      called = line.call(handle, room, running, now);
      starts = called.contains(waiting.resource());
    }
    incidents.update(handle, starts ? started : waiting);
    if (starts) {
      rotations.insert(handle, rotation);
    }
    return new Entered(starts ? Standing.CALLED : Standing.IN_LINE, starts, called);
  }

  @Override
  public void await(Incident waiting, Precedence urgency, Instant until) {
    database
        .transactions()
        .run(
            handle -> {
              incidents.update(handle, waiting);
              line.rank(handle, waiting.id(), urgency);
              line.await(handle, waiting.id(), until);
            });
  }

  @Override
  public void stop(Incident asking) {
    database
        .transactions()
        .run(
            handle -> {
              incidents.update(handle, asking);
              line.stop(handle, asking.id());
            });
  }

  @Override
  public void note(Incident incident, Precedence urgency) {
    database.transactions().run(handle -> line.rank(handle, incident.id(), urgency));
  }

  @Override
  public List<ResourceId> call(Room room, Instant now) {
    return database
        .transactions()
        .call(
            handle -> {
              rotations.lockStarts(handle);
              List<ResourceId> woken = new ArrayList<>(line.changedByStops(handle, room));
              woken.addAll(line.call(handle, room, rotations.running(handle), now));
              return woken;
            });
  }
}
