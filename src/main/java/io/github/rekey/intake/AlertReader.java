package io.github.rekey.intake;

import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a body of whatever Azure may post (Event Grid, CloudEvents, Azure Monitor, activity log
 * records) into readings. It never throws: an element that cannot be read becomes a {@link
 * Reading.Unreadable} of its own and does not touch its neighbours.
 */
public final class AlertReader {
  private final Bounds bounds;
  private final Clock clock;
  private final ElementSplitter splitter;
  private final List<Family> families =
      List.of(
          new EventGridReader(),
          new HealthEventReader(),
          new AzureMonitorReader(),
          new ActivityRecordReader());

  public AlertReader(Bounds bounds, Clock clock) {
    this.bounds = bounds;
    this.clock = clock;
    this.splitter = new ElementSplitter(bounds);
  }

  /**
   * At least one reading, in the order of the elements.
   *
   * @param door where it came in; the source of what cannot be read
   */
  public List<Reading> read(byte[] body, String door) {
    Arrival arrival = new Arrival(door, clock.instant());
    List<Reading> readings = new ArrayList<>();
    for (ElementSplitter.Piece piece : splitter.split(body)) {
      if (piece instanceof ElementSplitter.Piece.Whole whole) {
        readings.addAll(readElement(new Element(whole.element(), arrival)));
      } else if (piece instanceof ElementSplitter.Piece.Broken broken) {
        readings.add(unreadable(arrival, broken.reason(), broken.text()));
      }
    }
    return readings;
  }

  private List<Reading> readElement(Element element) {
    String text = element.fields().node().toString();
    try {
      for (Family family : families) {
        if (family.recognises(element.fields())) {
          return family.read(element);
        }
      }
      return List.of(unreadable(element.arrival(), "no shape that is known here", text));
    } catch (RuntimeException e) {
      // The Azure SDK's parsers throw five kinds of RuntimeException on bad input.
      return List.of(unreadable(element.arrival(), reason(e), text));
    }
  }

  private static String reason(RuntimeException e) {
    return e instanceof NotReadable known
        ? known.reason()
        : "could not be parsed: " + e.getClass().getSimpleName();
  }

  /** Named by content, never by the id it claims: garbage must not shadow the real event. */
  private Reading unreadable(Arrival arrival, String reason, String text) {
    Origin origin = new Origin(arrival.door(), Element.hash(text), arrival.at());
    return new Reading.Unreadable(
        origin, Redaction.line(reason), Redaction.body(text, bounds.maxKept()));
  }
}
