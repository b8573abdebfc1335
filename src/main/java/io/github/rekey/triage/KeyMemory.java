package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;
import java.util.Optional;

/** Keeps durably which keys of a resource were seen last, as fingerprints. */
public interface KeyMemory {
  Optional<LastSeen> recall(ResourceId resource);

  void remember(ResourceId resource, LastSeen seen);
}
