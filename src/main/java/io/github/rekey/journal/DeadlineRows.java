package io.github.rekey.journal;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Alert;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Notes deadlines in the transaction that attaches the notice; one a resource and notice. */
final class DeadlineRows {
  private static final int TITLE = 500;

  private DeadlineRows() {}

  /** A later communication may state another date, which is then announced anew. */
  static void note(Handle handle, ResourceId resource, String incident, Alert alert, Instant now) {
    if (alert instanceof Alert.MandatoryNotice notice && notice.deadline() != null) {
      Instant due = notice.deadline();
      String tracking = StorableText.key(notice.trackingId());
      bind(
              handle.createUpdate(
                  "insert into notice_deadline"
                      + " (resource, tracking_id, incident, title, noticed_at, due_at)"
                      + " values (:resource, :tracking, :incident, :title, :now, :due)"
                      + " on conflict do nothing"),
              resource,
              tracking,
              due)
          .bind("incident", incident)
          .bind("title", StorableText.shown(notice.title(), TITLE))
          .bind("now", Times.column(now))
          .execute();
      bind(
              handle.createUpdate(
                  "update notice_deadline set incident = :incident, due_at = :due, announced_at ="
                      + " case when due_at = :due then announced_at else null end"
                      + " where resource = :resource and tracking_id = :tracking"
                      + " and met_at is null"),
              resource,
              tracking,
              due)
          .bind("incident", incident)
          .execute();
    }
  }

  private static Update bind(Update update, ResourceId resource, String tracking, Instant due) {
    return update
        .bind("resource", resource.value())
        .bind("tracking", tracking)
        .bind("due", Times.column(due));
  }
}
