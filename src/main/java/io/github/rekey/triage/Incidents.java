package io.github.rekey.triage;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Incidents and their rotations, kept durably. */
public interface Incidents {
  Optional<Incident> open(ResourceId resource);

  Optional<Incident> find(String id);

  /** Newest first. */
  List<Incident> recent(int limit);

  /** The resource's closed incidents with a rotation that ended well, newest first. */
  List<Incident> healed(ResourceId resource, int limit);

  /** Adds an alert to the resource's open incident, or opens one. */
  Incident attach(ResourceId resource, Alert alert, Instant now);

  /**
   * Replaces an incident's state if its version is still the one that was read.
   *
   * @throws Fence.Superseded if the incident changed meanwhile
   */
  Incident save(Incident changed);

  /**
   * The same, and in one transaction stores the rotation that the verdict starts; over all replicas
   * never more than so many run at once.
   *
   * @return false, with nothing changed, if as many rotations are under way already
   */
  boolean start(Incident changed, Rotation rotation, int mostRunning);

  /** The rotation of this resource that has not ended. */
  Optional<Rotation> running(ResourceId resource);

  Optional<Rotation> rotation(String id);

  /** All rotations of an incident, oldest first. */
  List<Rotation> rotations(String incident);

  /** Marks a rotation as ended; its journal stays. */
  void end(Rotation rotation, Ending ending, Instant now);

  /** How a rotation ended, if it did. */
  Optional<Ending> ending(Rotation rotation);

  /** Rotations of a resource started within the last while, for the caps. */
  int startedWithin(ResourceId resource, Duration window, Instant now);

  /** Rotations that have not ended. */
  int running();

  /** How a rotation ended. */
  enum Ending {
    DONE,
    FAILED,
    ABORTED
  }
}
