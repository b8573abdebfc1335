package io.github.rekey.journal;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.JournalMismatch;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.triage.Incidents.Ending;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The table of rotations. A plan is stored with its hash and read only if the hash still fits. */
final class RotationRows {
  private static final String SELECT =
      "select id, incident, resource, plan, plan_hash, created_at from rotation ";

  private final Codec codec;

  RotationRows(Codec codec) {
    this.codec = codec;
  }

  /** Stores a rotation that begins to run; refused while another of the resource runs. */
  void insert(Handle handle, Rotation rotation) {
    String plan = codec.encode(rotation.plan());
    int inserted =
        handle
            .createUpdate(
                "insert into rotation"
                    + " (id, incident, resource, plan, plan_hash, created_at, active_key)"
                    + " values (:id, :incident, :resource, :plan, :hash, :at, :resource)"
                    + " on conflict do nothing")
            .bind("id", rotation.id().value())
            .bind("incident", rotation.incident())
            .bind("resource", rotation.resource().value())
            .bind("plan", plan)
            .bind("hash", StorableText.digest(plan))
            .bind("at", Times.column(rotation.createdAt()))
            .execute();
    if (inserted == 0) {
      throw new Fence.Superseded("another rotation of " + rotation.resource() + " already runs");
    }
  }

  Optional<Rotation> running(Handle handle, ResourceId resource) {
    return one(
        handle
            .createQuery(SELECT + "where active_key = :resource")
            .bind("resource", resource.value()));
  }

  Optional<Rotation> find(Handle handle, String id) {
    return one(handle.createQuery(SELECT + "where id = :id").bind("id", id));
  }

  List<Rotation> of(Handle handle, String incident) {
    return handle
        .createQuery(SELECT + "where incident = :incident order by created_at, id")
        .bind("incident", incident)
        .map((row, context) -> read(row))
        .list();
  }

  /** Of a resource, those that had not ended by then. */
  List<Rotation> since(Handle handle, ResourceId resource, Instant moment) {
    return handle
        .createQuery(
            SELECT
                + "where resource = :resource and (ended_at is null or ended_at >= :moment)"
                + " order by created_at, id")
        .bind("resource", resource.value())
        .bind("moment", Times.column(moment))
        .map((row, context) -> read(row))
        .list();
  }

  boolean end(Handle handle, RotationId id, Ending ending, Instant now) {
    return handle
            .createUpdate(
                "update rotation set ended_at = :now, ending = :ending, active_key = null"
                    + " where id = :id and ended_at is null")
            .bind("id", id.value())
            .bind("ending", ending.name())
            .bind("now", Times.column(now))
            .execute()
        == 1;
  }

  Optional<Ending> ending(Handle handle, RotationId id) {
    return handle
        .createQuery("select ending from rotation where id = :id and ending is not null")
        .bind("id", id.value())
        .mapTo(String.class)
        .findOne()
        .map(name -> Codec.constant(Ending.class, name, "the ending of rotation " + id));
  }

  int startedSince(Handle handle, ResourceId resource, Instant since) {
    return handle
        .createQuery(
            "select count(*) from rotation where resource = :resource and created_at >= :since")
        .bind("resource", resource.value())
        .bind("since", Times.column(since))
        .mapTo(Integer.class)
        .one();
  }

  /** Lets one start at a time count and insert, over all processes. */
  void lockStarts(Handle handle) {
    handle
        .createQuery("select setting from control_setting where name = 'starts' for update")
        .mapTo(String.class)
        .one();
  }

  int running(Handle handle) {
    return handle
        .createQuery("select count(*) from rotation where active_key is not null")
        .mapTo(Integer.class)
        .one();
  }

  private Optional<Rotation> one(Query query) {
    return query.map((row, context) -> read(row)).findOne();
  }

  private Rotation read(ResultSet row) throws SQLException {
    String what = "the plan of rotation " + row.getString("id");
    String plan = row.getString("plan");
    if (!StorableText.digest(plan).equals(row.getString("plan_hash"))) {
      throw new JournalMismatch(what + " was altered after it was stored");
    }
    return new Rotation(
        new RotationId(row.getString("id")),
        row.getString("incident"),
        new ResourceId(row.getString("resource")),
        codec.decode(plan, Plan.class, what),
        Times.read(row, "created_at"));
  }
}
