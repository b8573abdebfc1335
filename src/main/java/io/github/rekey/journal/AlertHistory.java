package io.github.rekey.journal;

import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Keeping;
import io.github.rekey.triage.Origin;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The alerts that incidents keep, in the order of arrival. */
final class AlertHistory {
  private final Codec codec;

  /** A kept alert under its number: how many the incident had when it came. */
  record Row(int seq, Alert alert) {}

  AlertHistory(Codec codec) {
    this.codec = codec;
  }

  List<Row> rows(Handle handle, String incident) {
    return handle
        .createQuery(
            "select seq, alert from incident_alert where incident = :incident order by seq")
        .bind("incident", incident)
        .map((row, context) -> new Row(row.getInt("seq"), decode(row.getString("alert"), incident)))
        .list();
  }

  List<Alert> of(Handle handle, String incident) {
    return alerts(rows(handle, incident));
  }

  static List<Alert> alerts(List<Row> rows) {
    return rows.stream().map(Row::alert).toList();
  }

  /** Carries out what was decided about the alert that came as number {@code seq}. */
  void change(
      Handle handle,
      String incident,
      List<Row> rows,
      Keeping.Change change,
      Row next,
      Instant now) {
    if (change instanceof Keeping.Change.Replace replace) {
      handle.execute(
          "delete from incident_alert where incident = ? and seq = ?",
          incident,
          rows.get(replace.index()).seq());
      insert(handle, incident, next, now);
    } else if (change instanceof Keeping.Change.Append) {
      insert(handle, incident, next, now);
    }
  }

  private void insert(Handle handle, String incident, Row next, Instant now) {
    Origin origin = next.alert().origin();
    handle
        .createUpdate(
            "insert into incident_alert (incident, seq, source, event_id, alert, attached_at)"
                + " values (:incident, :seq, :source, :event, :alert, :now)")
        .bind("incident", incident)
        .bind("seq", next.seq())
        .bind("source", StorableText.key(origin.source()))
        .bind("event", StorableText.key(origin.eventId()))
        .bind("alert", codec.encode(next.alert()))
        .bind("now", Times.column(now))
        .execute();
  }

  private Alert decode(String json, String incident) {
    return codec.decode(json, Alert.class, "an alert of incident " + incident);
  }
}
