package io.github.rekey.journal;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Question;
import io.github.rekey.triage.Verdict;
import io.github.rekey.triage.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table of incidents, without their alerts. */
final class IncidentRows {
  private static final String SELECT =
      "select id, resource, opened_at, state, alerts_seen, verdict, question, question_id, question_world,"
          + " asked_at, closed_at, version, alert_count from incident ";

  private final Codec codec;

  IncidentRows(Codec codec) {
    this.codec = codec;
  }

  /** Opens an incident unless the resource has an open one. */
  void insert(Handle handle, String id, ResourceId resource, Instant now) {
    handle
        .createUpdate(
            "insert into incident (id, resource, opened_at, state, version, open_key)"
                + " values (:id, :resource, :now, 'OPEN', 1, :resource) on conflict do nothing")
        .bind("id", id)
        .bind("resource", resource.value())
        .bind("now", Times.column(now))
        .execute();
  }

  /** The open incident; its row is locked until the transaction ends. */
  Optional<Incident> lockOpen(Handle handle, ResourceId resource) {
    return one(
        handle
            .createQuery(SELECT + "where open_key = :resource for update")
            .bind("resource", resource.value()));
  }

  void countAlert(Handle handle, String id) {
    handle.execute("update incident set alert_count = alert_count + 1 where id = ?", id);
  }

  Optional<Incident> open(Handle handle, ResourceId resource) {
    return one(
        handle
            .createQuery(SELECT + "where open_key = :resource")
            .bind("resource", resource.value()));
  }

  Optional<Incident> find(Handle handle, String id) {
    return one(handle.createQuery(SELECT + "where id = :id").bind("id", id));
  }

  List<Incident> recent(Handle handle, int limit) {
    return handle
        .createQuery(
            SELECT + "order by opened_at desc, id desc fetch first " + limit + " rows only")
        .map((row, context) -> read(row))
        .list();
  }

  List<Incident> healed(Handle handle, ResourceId resource, int limit) {
    return handle
        .createQuery(
            SELECT
                + "where state = 'CLOSED' and id in"
                + " (select incident from rotation where resource = :resource and ending = 'DONE')"
                + (" order by opened_at desc, id desc fetch first " + limit + " rows only"))
        .bind("resource", resource.value())
        .map((row, context) -> read(row))
        .list();
  }

  /**
   * Replaces what may change, if the version is still the one that was read; an incident with
   * alerts that the caller has not seen does not close.
   *
   * @throws Fence.Superseded if it is not
   */
  void update(Handle handle, Incident changed) {
    boolean closes = changed.state() == Incident.State.CLOSED;
    @Nullable Verdict verdict = changed.verdict();
    @Nullable Question question = changed.question();
    int updated =
        handle
            .createUpdate(
                "update incident set state = :state, alerts_seen = :seen, verdict = :verdict,"
                    + " question = :question, question_id = :questionId,"
                    + " question_world = :world, asked_at = :askedAt,"
                    + " closed_at = :closedAt, version = version + 1,"
                    + " wait_until = null, called_at = null, stopped = false,"
                    + " open_key = case when :closes then null else resource end"
                    + " where id = :id and version = :version"
                    + " and (not :closes or alert_count <= :alerts)")
            .bind("id", changed.id())
            .bind("version", changed.version())
            .bind("state", changed.state().name())
            .bind("seen", changed.alertsSeen())
            .bind("verdict", verdict == null ? null : codec.encode(verdict))
            .bind("question", question == null ? null : question.plan())
            .bind("questionId", question == null ? null : question.id())
            .bind("world", question == null ? null : codec.encode(question.world()))
            .bind("askedAt", question == null ? null : Times.column(question.askedAt()))
            .bind("closedAt", Times.orNull(changed.closedAt()))
            .bind("closes", closes)
            .bind("alerts", changed.alertCount())
            .execute();
    if (updated == 0) {
      throw new Fence.Superseded("incident " + changed.id() + " changed meanwhile");
    }
  }

  /**
   * Resources that a turn of work would get further: with an incident to be judged, a question that
   * is to be asked again or is approved, or a running rotation.
   */
  List<ResourceId> unfinished(Handle handle, Instant askedBefore) {
    return handle
        .createQuery(
            "select resource from incident where open_key is not null"
                + " and (state in ('OPEN', 'ROTATING') or alert_count > alerts_seen"
                + " or state = 'WAITING' and (wait_until is not null or called_at is not null))"
                + " union select resource from incident where open_key is not null"
                + " and state = 'ASKING' and (asked_at is null or asked_at <= :askedBefore)"
                + " union select i.resource from incident i join approval a"
                + " on a.waiting_key = i.id where i.open_key is not null"
                + " union select resource from rotation where active_key is not null")
        .bind("askedBefore", Times.column(askedBefore))
        .mapTo(String.class)
        .map(ResourceId::new)
        .list();
  }

  private Optional<Incident> one(Query query) {
    return query.map((row, context) -> read(row)).findOne();
  }

  /** One that was asked by a version without worlds has none: it is asked anew before it counts. */
  private @Nullable Question question(ResultSet row, String what) throws SQLException {
    if (!row.getString("state").equals(Incident.State.ASKING.name())) {
      return null;
    }
    @Nullable String id = row.getString("question_id");
    @Nullable String world = row.getString("question_world");
    @Nullable Instant askedAt = Times.readOrNull(row, "asked_at");
    return new Question(
        id == null ? "" : id,
        row.getString("question"),
        world == null ? World.unseen() : codec.decode(world, World.class, "the world of " + what),
        askedAt == null ? Times.read(row, "opened_at") : askedAt);
  }

  private Incident read(ResultSet row) throws SQLException {
    String what = "incident " + row.getString("id");
    @Nullable String verdict = row.getString("verdict");
    return new Incident(
        row.getString("id"),
        new ResourceId(row.getString("resource")),
        Times.read(row, "opened_at"),
        Codec.constant(Incident.State.class, row.getString("state"), "the state of " + what),
        List.of(),
        row.getInt("alert_count"),
        row.getInt("alerts_seen"),
        verdict == null ? null : codec.decode(verdict, Verdict.class, "the verdict of " + what),
        question(row, what),
        Times.readOrNull(row, "closed_at"),
        row.getInt("version"));
  }
}
