package io.github.rekey.rotation;

import java.util.List;
import java.util.Optional;

/** The resources that Rekey looks after: listed in rekey.yaml or discovered in ARM. */
public interface Fleet {
  List<ManagedResource> all();

  Optional<ManagedResource> find(ResourceId id);
}
