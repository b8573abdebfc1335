package io.github.rekey.journal;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Deadline;
import io.github.rekey.triage.Deadlines;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Reads and marks the deadlines that were noted as their notices were attached. */
public final class JdbcDeadlines implements Deadlines {
  private static final String ONE = " where resource = :resource and tracking_id = :tracking";
  private final Database database;

  public JdbcDeadlines(Database database) {
    this.database = database;
  }

  @Override
  public List<Deadline> open() {
    return database
        .transactions()
        .query(
            handle ->
                handle
                    .createQuery(
                        "select * from notice_deadline where met_at is null"
                            + " order by due_at, resource, tracking_id")
                    .map((row, context) -> read(row))
                    .list());
  }

  private static Deadline read(ResultSet row) throws SQLException {
    return new Deadline(
        new ResourceId(row.getString("resource")),
        row.getString("tracking_id"),
        row.getString("incident"),
        row.getString("title"),
        Times.read(row, "noticed_at"),
        Times.read(row, "due_at"),
        Times.readOrNull(row, "announced_at"));
  }

  @Override
  public boolean announce(Deadline deadline, Instant step) {
    return mark(
        deadline,
        "update notice_deadline set announced_at = :at"
            + ONE
            + " and met_at is null and (announced_at is null or announced_at < :at)",
        step);
  }

  @Override
  public void met(Deadline deadline, Instant now) {
    mark(deadline, "update notice_deadline set met_at = :at" + ONE + " and met_at is null", now);
  }

  private boolean mark(Deadline deadline, String sql, Instant at) {
    return database
        .transactions()
        .query(
            handle ->
                handle
                        .createUpdate(sql)
                        .bind("resource", deadline.resource().value())
                        .bind("tracking", deadline.trackingId())
                        .bind("at", Times.column(at))
                        .execute()
                    == 1);
  }
}
