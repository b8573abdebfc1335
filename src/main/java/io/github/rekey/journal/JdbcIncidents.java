package io.github.rekey.journal;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Incidents;
import io.github.rekey.triage.Keeping;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Keeps incidents and their rotations. An alert is told apart by source and event id, so attaching
 * one that is kept changes nothing; one that is only counted comes once, as the inbox sees to.
 * Attaching leaves an incident's version alone: a flood of alerts must not keep a verdict from
 * being saved. Only closing is refused while unseen alerts are there.
 */
public final class JdbcIncidents implements Incidents {
  private final Database database;
  private final IncidentRows incidents;
  private final RotationRows rotations;
  private final AlertHistory alerts;

  public JdbcIncidents(Database database) {
    Codec codec = new Codec();
    this.database = database;
    this.incidents = new IncidentRows(codec);
    this.rotations = new RotationRows(codec);
    this.alerts = new AlertHistory(codec);
  }

  /**
   * Resources that a turn of work would get further: for the engine's reconciliation.
   *
   * @param askedBefore questions asked before that are to be asked again
   */
  public List<ResourceId> unfinished(Instant askedBefore) {
    return database.transactions().query(handle -> incidents.unfinished(handle, askedBefore));
  }

  /** Rotations of a resource that had not ended by then, oldest first. */
  public List<Rotation> rotationsSince(ResourceId resource, Instant moment) {
    return database.transactions().query(handle -> rotations.since(handle, resource, moment));
  }

  @Override
  public Optional<Incident> open(ResourceId resource) {
    return database
        .transactions()
        .query(handle -> incidents.open(handle, resource).map(found -> whole(handle, found)));
  }

  @Override
  public Optional<Incident> find(String id) {
    return database
        .transactions()
        .query(handle -> incidents.find(handle, id).map(found -> whole(handle, found)));
  }

  @Override
  public List<Incident> recent(int limit) {
    return database
        .transactions()
        .query(
            handle ->
                incidents.recent(handle, limit).stream()
                    .map(found -> whole(handle, found))
                    .toList());
  }

  @Override
  public List<Incident> healed(ResourceId resource, int limit) {
    return database
        .transactions()
        .query(
            handle ->
                incidents.healed(handle, resource, limit).stream()
                    .map(found -> whole(handle, found))
                    .toList());
  }

  @Override
  public Incident attach(ResourceId resource, Alert alert, Instant now) {
    return database
        .transactions()
        .call(
            handle -> {
              Incident open = lockOrOpen(handle, resource, now);
              return attached(handle, open, alert, now);
            });
  }

  private Incident attached(Handle handle, Incident open, Alert alert, Instant now) {
    List<AlertHistory.Row> rows = alerts.rows(handle, open.id());
    List<Alert> kept = AlertHistory.alerts(rows);
    Keeping.Change change = Keeping.of(kept, alert);
    if (change instanceof Keeping.Change.Known) {
      return open.holding(kept, open.alertCount());
    }
    AlertHistory.Row next = new AlertHistory.Row(open.alertCount(), alert);
    alerts.change(handle, open.id(), rows, change, next, now);
    incidents.countAlert(handle, open.id());
    DeadlineRows.note(handle, open.resource(), open.id(), alert, now);
    return open.holding(change.applied(kept, alert), open.alertCount() + 1);
  }

  private Incident lockOrOpen(Handle handle, ResourceId resource, Instant now) {
    Optional<Incident> open = incidents.lockOpen(handle, resource);
    if (open.isPresent()) {
      return open.get();
    }
    incidents.insert(handle, "inc-" + UUID.randomUUID(), resource, now);
    return incidents
        .lockOpen(handle, resource)
        .orElseThrow(
            () -> new Fence.Superseded("the incident of " + resource + " closed meanwhile"));
  }

  @Override
  public Incident save(Incident changed) {
    return database
        .transactions()
        .call(
            handle -> {
              incidents.update(handle, changed);
              return read(handle, changed.id());
            });
  }

  @Override
  public boolean start(Incident changed, Rotation rotation, int mostRunning) {
    boolean started =
        database
            .transactions()
            .call(
                handle -> {
                  rotations.lockStarts(handle);
                  if (rotations.running(handle) >= mostRunning) {
                    return false;
                  }
                  incidents.update(handle, changed);
                  rotations.insert(handle, rotation);
                  return true;
                });
    if (started) {
      database.force();
    }
    return started;
  }

  @Override
  public Optional<Rotation> running(ResourceId resource) {
    return database.transactions().query(handle -> rotations.running(handle, resource));
  }

  @Override
  public Optional<Rotation> rotation(String id) {
    return database.transactions().query(handle -> rotations.find(handle, id));
  }

  @Override
  public List<Rotation> rotations(String incident) {
    return database.transactions().query(handle -> rotations.of(handle, incident));
  }

  @Override
  public void end(Rotation rotation, Ending ending, Instant now) {
    database
        .transactions()
        .run(
            handle -> {
              boolean ended = rotations.end(handle, rotation.id(), ending, now);
              if (!ended && !rotations.ending(handle, rotation.id()).equals(Optional.of(ending))) {
                throw new Fence.Superseded("rotation " + rotation.id() + " ended otherwise");
              }
            });
  }

  @Override
  public Optional<Ending> ending(Rotation rotation) {
    return database.transactions().query(handle -> rotations.ending(handle, rotation.id()));
  }

  @Override
  public int startedWithin(ResourceId resource, Duration window, Instant now) {
    return database
        .transactions()
        .query(handle -> rotations.startedSince(handle, resource, now.minus(window)));
  }

  @Override
  public int running() {
    return database.transactions().query(rotations::running);
  }

  private Incident read(Handle handle, String id) {
    return incidents.find(handle, id).map(found -> whole(handle, found)).orElseThrow();
  }

  private Incident whole(Handle handle, Incident found) {
    return found.holding(alerts.of(handle, found.id()), found.alertCount());
  }
}
