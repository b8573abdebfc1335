package io.github.rekey.intake;

import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Reading;
import java.util.List;

/**
 * Events from Event Grid in both schemas, delivered directly or taken from a dead-letter blob. A
 * dead-letter entry of a known event is read as that event: it keeps its id, so that one which was
 * delivered after all is recognised as a duplicate.
 */
final class EventGridReader implements Family {
  private static final List<GridEvents> SOURCES =
      List.of(
          new ResourceEvents(),
          new SignalRConnectionEvents(),
          new KeyVaultEvents(),
          new HealthResourceEvents());

  @Override
  public boolean recognises(Fields element) {
    return GridEvent.isCloudEvent(element) || GridEvent.isEventGrid(element);
  }

  @Override
  public List<Reading> read(Element element) {
    GridEvent event = GridEvent.of(element);
    for (GridEvents source : SOURCES) {
      if (event.isFrom(source.prefix())) {
        return source.read(event);
      }
    }
    return unknown(event);
  }

  private static List<Reading> unknown(GridEvent event) {
    if (event.isFrom("Microsoft.EventGrid.Subscription")) {
      return event.ignored(
          IgnoredBecause.SUBSCRIPTION_LIFECYCLE, "Event Grid tells of a subscription itself");
    }
    return event.element().fields().has("deadLetterReason")
        ? event.ignored(
            IgnoredBecause.DEAD_LETTER_ENTRY, "a dead-lettered event of type " + event.type())
        : event.ignored(IgnoredBecause.OTHER_EVENT_TYPE, "an event of type " + event.type());
  }
}
