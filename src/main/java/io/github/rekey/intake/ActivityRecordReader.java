package io.github.rekey.intake;

import io.github.rekey.triage.Reading;
import java.util.List;

/**
 * Bare activity log entries: records streamed to Event Hubs ({@code time}, {@code resultType},
 * {@code identity}) and the REST schema ({@code eventTimestamp}, {@code status.value}).
 */
final class ActivityRecordReader implements Family {
  private final ActivityLogReader activityLog = new ActivityLogReader();

  @Override
  public boolean recognises(Fields element) {
    boolean timed = element.has("time") || element.has("eventTimestamp");
    return timed && !element.text("operationName").isEmpty() && element.has("resourceId");
  }

  @Override
  public List<Reading> read(Element element) {
    return activityLog.read(new ActivityLogEntry(element, element.fields(), AlertEnvelope.NONE));
  }
}
