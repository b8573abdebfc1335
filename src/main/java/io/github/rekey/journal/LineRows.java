package io.github.rekey.journal;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Line;
import io.github.rekey.triage.Line.Room;
import io.github.rekey.triage.Line.Spot;
import io.github.rekey.triage.Line.Standing;
import io.github.rekey.triage.Precedence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The columns of incidents that make the line. Saving an incident otherwise takes it out of it. */
final class LineRows {
  private static final String KEPT = "called_at is not null and called_at >= :since";

  /** Who may be called, however many places there are. */
  private static final String FREE =
      "state = 'WAITING' and wait_until is null and (broken or cause is null or ("
          + "cause not in (<stopped>) and (canary or cause not in (<held>))))";

  /** Who was called in vain comes last, then: broken, nearest deadline, canaries, oldest. */
  private static final String ORDER =
      " order by case when called_at is null then 0 else 1 end, broken desc,"
          + " deadline asc nulls last, canary desc, opened_at, id";

  private record Waiter(String id, ResourceId resource) {}

  void rank(Handle handle, String id, Precedence urgency) {
    handle
        .createUpdate(
            "update incident set cause = :cause, broken = :broken, canary = :canary,"
                + " deadline = :deadline where id = :id")
        .bind("id", id)
        .bind("cause", urgency.cause())
        .bind("broken", urgency.broken())
        .bind("canary", urgency.canary())
        .bind("deadline", Times.orNull(urgency.deadline()))
        .execute();
  }

  /** Makes it one of those that wait, until the same transaction saves how it went on. */
  void stand(Handle handle, String id) {
    handle.execute(
        "update incident set state = 'WAITING', called_at = null, wait_until = null where id = ?",
        id);
  }

  void await(Handle handle, String id, Instant until) {
    handle.execute("update incident set wait_until = ? where id = ?", Times.column(until), id);
  }

  void stop(Handle handle, String id) {
    handle.execute("update incident set stopped = true where id = ?", id);
  }

  Spot spot(Handle handle, String id, Room room, Instant now) {
    Set<String> stopped = stopped(handle, room);
    return handle
        .createQuery("select cause, broken, wait_until, called_at from incident where id = :id")
        .bind("id", id)
        .map((row, context) -> spot(row, stopped, now))
        .one();
  }

  private static Spot spot(ResultSet row, Set<String> stopped, Instant now) throws SQLException {
    @Nullable String cause = row.getString("cause");
    if (cause != null && stopped.contains(cause) && !row.getBoolean("broken")) {
      return new Spot(Standing.STOPPED, null);
    }
    @Nullable Instant until = Times.readOrNull(row, "wait_until");
    if (until != null) {
      return new Spot(Standing.UNTIL, until);
    }
    @Nullable Instant called = Times.readOrNull(row, "called_at");
    return called == null || called.isBefore(now.minus(Line.KEPT))
        ? new Spot(Standing.IN_LINE, null)
        : new Spot(Standing.CALLED, called);
  }

  /** Keeps the free places for the first in the line. */
  List<ResourceId> call(Handle handle, Room room, int running, Instant now) {
    OffsetDateTime since = Times.column(now.minus(Line.KEPT));
    int kept =
        handle
            .createQuery("select count(*) from incident where state = 'WAITING' and " + KEPT)
            .bind("since", since)
            .mapTo(Integer.class)
            .one();
    int free = room.places() - running - kept;
    List<Waiter> next = free > 0 ? first(handle, room, since, free) : List.of();
    for (Waiter waiter : next) {
      handle.execute(
          "update incident set called_at = ? where id = ?", Times.column(now), waiter.id());
    }
    return next.stream().map(Waiter::resource).toList();
  }

  private List<Waiter> first(Handle handle, Room room, OffsetDateTime since, int most) {
    String sql =
        "select id, resource from incident where %s and not (%s)%s fetch first %d rows only"
            .formatted(FREE, KEPT, ORDER, most);
    return handle
        .createQuery(sql)
        .bind("since", since)
        .bindList("stopped", orNone(stopped(handle, room)))
        .bindList("held", orNone(room.heldCauses()))
        .map(
            (row, context) ->
                new Waiter(row.getString("id"), new ResourceId(row.getString("resource"))))
        .list();
  }

  /** Who waits and is to ask now, and who asked for that and may go on. */
  List<ResourceId> changedByStops(Handle handle, Room room) {
    if (!room.stopsWaves()) {
      return List.of();
    }
    List<ResourceId> changed = new ArrayList<>();
    List<String> stopped = orNone(stopped(handle, room));
    changed.addAll(
        resources(
            handle
                .createQuery(
                    "select resource from incident where state = 'WAITING' and not broken"
                        + " and cause in (<stopped>)")
                .bindList("stopped", stopped)));
    changed.addAll(
        resources(
            handle
                .createQuery(
                    "select resource from incident where state = 'ASKING' and stopped"
                        + " and cause not in (<stopped>)")
                .bindList("stopped", stopped)));
    return changed;
  }

  private static List<ResourceId> resources(Query query) {
    return query.mapTo(String.class).map(ResourceId::new).list();
  }

  boolean stops(Handle handle, Room room, Precedence urgency) {
    String cause = urgency.cause();
    return cause != null && !urgency.broken() && stopped(handle, room).contains(cause);
  }

  /** The causes of which a rotation failed and is not done with. */
  private static Set<String> stopped(Handle handle, Room room) {
    return room.stopsWaves()
        ? handle
            .createQuery(
                "select distinct i.cause from incident i where i.open_key is not null"
                    + " and i.cause is not null and exists (select 1 from rotation r"
                    + " where r.incident = i.id and r.ending = 'FAILED')")
            .mapTo(String.class)
            .set()
        : Set.of();
  }

  /** SQL knows no empty list; no cause is an empty text. */
  private static List<String> orNone(Set<String> causes) {
    return causes.isEmpty() ? List.of("") : List.copyOf(causes);
  }
}
