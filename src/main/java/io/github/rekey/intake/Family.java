package io.github.rekey.intake;

import io.github.rekey.triage.Reading;
import java.util.List;

/** Reads the elements of one schema. May throw on nonsense: {@link AlertReader} catches it. */
interface Family {
  boolean recognises(Fields element);

  /** One or more readings. */
  List<Reading> read(Element element);
}
