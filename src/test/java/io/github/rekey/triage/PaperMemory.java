package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Last seen keys in memory. */
final class PaperMemory implements KeyMemory {
  private final Map<ResourceId, LastSeen> seen = new HashMap<>();

  @Override
  public Optional<LastSeen> recall(ResourceId resource) {
    return Optional.ofNullable(seen.get(resource));
  }

  @Override
  public void remember(ResourceId resource, LastSeen now) {
    seen.put(resource, now);
  }
}
