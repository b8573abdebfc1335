package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;
import java.util.Map;
import java.util.Optional;

/** The tags that resources carry, as last seen; asking never calls anybody. */
public interface Tags {
  /** Empty as long as they are not known. */
  Optional<Map<String, String>> of(ResourceId resource);
}
