package io.github.rekey.console;

import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.Target;
import io.github.rekey.triage.Incident;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A resource that Rekey watches. */
record ResourceView(
    String id,
    String name,
    String region,
    List<String> targets,
    List<String> proofs,
    @Nullable String openIncident) {

  static ResourceView of(ManagedResource resource, Optional<Incident> open) {
    return new ResourceView(
        resource.id().value(),
        resource.id().name(),
        resource.region(),
        resource.targets().stream().map(Target::name).toList(),
        resource.proofs().stream().map(Proof::name).toList(),
        open.map(Incident::id).orElse(null));
  }
}
