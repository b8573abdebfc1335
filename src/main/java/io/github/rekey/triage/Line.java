package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The line of incidents that wait to start, kept durably and the same for all replicas. Whoever is
 * called holds a place for a while and is woken to look anew; the others are left alone.
 */
public interface Line {
  /** How long a place is kept for who was called; then the next is called, too. */
  Duration KEPT = Duration.ofMinutes(3);

  /**
   * What limits the line at the moment.
   *
   * @param places most rotations under way
   * @param heldCauses whose canaries are not done: only canaries and outages of these may start
   * @param stopsWaves whether a failed rotation stops the others of its cause
   */
  record Room(int places, Set<String> heldCauses, boolean stopsWaves) {}

  /** How an incident that waits stands. */
  enum Standing {
    IN_LINE,
    UNTIL,
    CALLED,
    /** A rotation of the same cause failed. */
    STOPPED
  }

  /**
   * Where an incident stands.
   *
   * @param since when it was called, or until when it waits
   */
  record Spot(Standing standing, @Nullable Instant since) {}

  /**
   * What came of entering.
   *
   * @param called whose turn of work would now get them further
   */
  record Entered(Standing standing, boolean started, List<ResourceId> called) {}

  Spot spot(Incident incident, Room room, Instant now);

  /**
   * Takes the incident's place in the line and, in the same transaction, starts its rotation if it
   * is its turn.
   *
   * @param waiting the incident as it is if it waits
   * @param started the incident as it is if it starts
   */
  Entered enter(
      Incident waiting,
      Incident started,
      Rotation rotation,
      Precedence urgency,
      Room room,
      Instant now);

  /** Saves an incident that waits for a time. */
  void await(Incident waiting, Precedence urgency, Instant until);

  /** Saves an incident that asks because its wave stopped. */
  void stop(Incident asking);

  /** Notes what the incident has in common with others, where it starts without the line. */
  void note(Incident incident, Precedence urgency);

  /** Fills free places; returns all whose turn of work would now get them further. */
  List<ResourceId> call(Room room, Instant now);
}
