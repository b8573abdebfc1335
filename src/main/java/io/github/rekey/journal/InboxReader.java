package io.github.rekey.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Shows the inbox and the quarantine, newest first. */
public final class InboxReader {
  private final Database database;

  public InboxReader(Database database) {
    this.database = database;
  }

  public List<InboxView> recent(int limit) {
    return read(
        "select id, received_at, source, event_id, kind, reason, summary, handled_at, attempts"
            + " from inbox order by id desc",
        limit);
  }

  public List<InboxView> quarantined(int limit) {
    return read(
        "select id, received_at, source, event_id, 'UNREADABLE' as kind, reason,"
            + " body as summary, cast(null as timestamp with time zone) as handled_at, 0 as attempts"
            + " from quarantine order by id desc",
        limit);
  }

  /**
   * Whether Service Health's alert about a matter came in, not older than a moment.
   *
   * @param notThis how the ids begin that do not count
   */
  public boolean heard(String subscription, String trackingId, String notThis, Instant since) {
    return database
        .transactions()
        .query(
            handle ->
                handle
                    .createQuery(
                        "select id from inbox where source = :source"
                            + " and substring(event_id from 1 for :length) = :begin"
                            + " and substring(event_id from 1 for :otherLength) <> :other"
                            + " and occurred_at >= :since fetch first 1 rows only")
                    .bind("source", "service-health:" + subscription.toLowerCase(Locale.ROOT))
                    .bind("begin", trackingId + "/")
                    .bind("length", trackingId.length() + 1)
                    .bind("other", trackingId + "/" + notThis)
                    .bind("otherLength", trackingId.length() + 1 + notThis.length())
                    .bind("since", Times.column(since))
                    .mapTo(Long.class)
                    .findOne()
                    .isPresent());
  }

  /** Understood alerts that have not been attached yet. */
  public int waiting() {
    return waiting(Integer.MAX_VALUE);
  }

  /** The same, counted no further than so many. */
  int waiting(int most) {
    return database
        .transactions()
        .query(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from (select id from inbox where handled_at is null"
                            + " fetch first :most rows only) as waiting")
                    .bind("most", most)
                    .mapTo(Integer.class)
                    .one());
  }

  private List<InboxView> read(String select, int limit) {
    return database
        .transactions()
        .query(
            handle ->
                handle
                    .createQuery(select + " fetch first " + limit + " rows only")
                    .map((row, context) -> view(row))
                    .list());
  }

  private static InboxView view(ResultSet row) throws SQLException {
    return new InboxView(
        row.getLong("id"),
        Times.read(row, "received_at"),
        row.getString("source"),
        row.getString("event_id"),
        Codec.constant(InboxView.Kind.class, row.getString("kind"), "an inbox row"),
        row.getString("reason"),
        row.getString("summary"),
        Times.readOrNull(row, "handled_at"),
        row.getInt("attempts"));
  }
}
