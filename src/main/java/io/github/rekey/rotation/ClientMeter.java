package io.github.rekey.rotation;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Counts connected clients, from Azure Monitor metrics or connection events. */
public interface ClientMeter {
  /** How many clients there were in the half hour before, if anything was measured. */
  Optional<Baseline> baseline(ResourceId resource, Instant before);

  /** Clients connected by the newest measurement that began after {@code since}, if one exists. */
  OptionalInt clients(ResourceId resource, Instant since);
}
