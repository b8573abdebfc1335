package io.github.rekey.journal;

import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Stores readings: understood and ignored ones in the inbox, unreadable ones in the quarantine, a
 * batch in one transaction and each event once.
 */
public final class JdbcInbox implements Inbox {
  private static final String INBOX =
      "insert into inbox (source, event_id, kind, occurred_at, received_at, reason, summary, alert,"
          + " due_at, handled_at) values (:source, :event, :kind, :occurred, :now, :reason,"
          + " :summary, :alert, :now, :handled) on conflict do nothing";
  private static final String QUARANTINE =
      "insert into quarantine (source, event_id, occurred_at, received_at, reason, body)"
          + " values (:source, :event, :occurred, :now, :reason, :body) on conflict do nothing";
  private static final int SENTENCE = 1000;
  private static final int BODY = 64 * 1024;

  private final Database database;
  private final Clock clock;
  private final Runnable stored;
  private final Codec codec = new Codec();

  /** A reading, its place in the batch, and the columns that tell it apart. */
  private record Row(int index, Reading reading, String source, String event) {}

  /**
   * @param stored called after each stored batch: the drain's nudge
   */
  public JdbcInbox(Database database, Clock clock, Runnable stored) {
    this.database = database;
    this.clock = clock;
    this.stored = stored;
  }

  @Override
  public List<Receipt> store(List<Reading> readings) {
    List<Row> rows = rows(readings);
    Receipt[] receipts = new Receipt[readings.size()];
    database
        .transactions()
        .run(
            handle -> {
              insert(handle, INBOX, only(rows, row -> !unreadable(row)), receipts);
              insert(handle, QUARANTINE, only(rows, JdbcInbox::unreadable), receipts);
            });
    database.force();
    stored.run();
    return Arrays.asList(receipts);
  }

  /** In one order for every batch, so that two batches never wait for each other. */
  private static List<Row> rows(List<Reading> readings) {
    List<Row> rows = new ArrayList<>(readings.size());
    for (Reading reading : readings) {
      Origin origin = origin(reading);
      rows.add(
          new Row(
              rows.size(),
              reading,
              StorableText.key(origin.source()),
              StorableText.key(origin.eventId())));
    }
    rows.sort(Comparator.comparing(Row::source).thenComparing(Row::event));
    return rows;
  }

  private static Origin origin(Reading reading) {
    if (reading instanceof Reading.Understood understood) {
      return understood.alert().origin();
    }
    return reading instanceof Reading.Ignored ignored
        ? ignored.origin()
        : ((Reading.Unreadable) reading).origin();
  }

  private static boolean unreadable(Row row) {
    return row.reading() instanceof Reading.Unreadable;
  }

  private static List<Row> only(List<Row> rows, Predicate<Row> which) {
    return rows.stream().filter(which).toList();
  }

  private void insert(Handle handle, String sql, List<Row> rows, Receipt[] receipts) {
    if (rows.isEmpty()) {
      return;
    }
    OffsetDateTime now = Times.column(clock.instant());
    PreparedBatch batch = handle.prepareBatch(sql);
    for (Row row : rows) {
      batch
          .bind("source", row.source())
          .bind("event", row.event())
          .bind("occurred", Times.column(origin(row.reading()).occurredAt()))
          .bind("now", now);
      bind(batch, row.reading(), now);
      batch.add();
    }
    int[] counts = batch.execute();
    for (int i = 0; i < counts.length; i++) {
      receipts[rows.get(i).index()] = counts[i] == 0 ? Receipt.DUPLICATE : Receipt.STORED;
    }
  }

  private void bind(PreparedBatch batch, Reading reading, OffsetDateTime now) {
    if (reading instanceof Reading.Understood understood) {
      bind(batch, understood.alert());
    } else if (reading instanceof Reading.Ignored ignored) {
      batch
          .bind("kind", "IGNORED")
          .bind("reason", ignored.reason().name())
          .bind("summary", StorableText.shown(ignored.sentence(), SENTENCE))
          .bind("alert", (String) null)
          .bind("handled", now);
    } else if (reading instanceof Reading.Unreadable unreadable) {
      batch
          .bind("reason", StorableText.shown(unreadable.reason(), SENTENCE))
          .bind("body", StorableText.shown(unreadable.body(), BODY));
    }
  }

  private void bind(PreparedBatch batch, Alert alert) {
    batch
        .bind("kind", "UNDERSTOOD")
        .bind("reason", (String) null)
        .bind("summary", StorableText.shown(Summary.of(alert), SENTENCE))
        .bind("alert", codec.encode(alert))
        .bind("handled", (OffsetDateTime) null);
  }
}
