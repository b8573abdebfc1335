package io.github.rekey.triage;

import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.Journal;
import io.github.rekey.rotation.Regeneration;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads off the journal which keys Rekey replaced itself. */
public final class OwnRotations {
  /** Replicas' clocks differ; to read one rotation more does no harm. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  /** Rotations of a resource that had not ended by then. */
  public interface Since {
    List<Rotation> rotations(ResourceId resource, Instant since);
  }

  private final Since rotations;
  private final Journal journal;

  public OwnRotations(Since rotations, Journal journal) {
    this.rotations = rotations;
    this.journal = journal;
  }

  OwnChanges since(ResourceId resource, Instant moment) {
    Set<Fingerprint> made = new HashSet<>();
    Set<Fingerprint> doubtful = new HashSet<>();
    List<Rotation> since = rotations.rotations(resource, moment.minus(MARGIN));
    for (Rotation rotation : since) {
      RotationState state = RotationState.fold(rotation.plan(), journal.entries(rotation.id()));
      for (Regeneration.Noted noted : Regeneration.noted(state)) {
        noted.after().ifPresent(made::add);
        if (noted.after().isEmpty()) {
          doubtful.add(noted.before());
        }
      }
    }
    return new OwnChanges(!since.isEmpty(), Set.copyOf(made), Set.copyOf(doubtful));
  }
}
