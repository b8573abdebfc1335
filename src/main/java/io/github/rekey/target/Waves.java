package io.github.rekey.target;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.WaveGate;
import java.time.Instant;
import java.util.Optional;

/**
 * How many of a target's consumers may be changed by now. The first wave begins at once; before
 * each later one the gate is asked, once something was changed that clients may have felt. If it
 * held a wave back for longer than clients try to reconnect, the waves from then on are half as
 * large.
 */
final class Waves {
  private final WaveGate gate;
  private final DeliveryNotes notes;
  private final int consumers;
  private final int wave;

  /**
   * @param consumers how many there are
   * @param wave how many are changed at once
   */
  Waves(WaveGate gate, DeliveryNotes notes, int consumers, int wave) {
    this.gate = gate;
    this.notes = notes;
    this.consumers = consumers;
    this.wave = wave;
  }

  /** How many consumers may be changed, in their order. */
  int reached() {
    return Math.min(notes.reached(wave), consumers);
  }

  boolean reachedAll() {
    return reached() == consumers;
  }

  /**
   * Lets the next wave begin if the gate does.
   *
   * @return what to wait for instead; empty if it may begin
   */
  Optional<String> next(ResourceId resource, Instant now) {
    int reached = reached();
    Optional<String> held = notes.lastChange().flatMap(change -> gate.hold(resource, change));
    Optional<Instant> since = notes.heldSince(reached);
    if (held.isEmpty()) {
      int size = notes.wave(wave);
      boolean tooLong =
          since.filter(from -> now.isAfter(from.plus(WaveGate.RECONNECT_BUDGET))).isPresent();
      int next = tooLong ? Math.max(1, size / 2) : size;
      notes.reached(Math.min(reached + next, consumers), next);
    } else if (since.isEmpty()) {
      notes.held(reached, now);
    }
    return held.map(reason -> "the next wave is held back: " + reason);
  }
}
