package io.github.rekey.intake;

import io.github.rekey.triage.Reading;
import java.util.List;

/** Reads the events of one Event Grid source, known by the start of their type. */
interface GridEvents {
  /** The start of the event types that it reads, compared without letter case. */
  String prefix();

  List<Reading> read(GridEvent event);
}
