package io.github.rekey.console;

import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.ResourceId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many clients are connected, as last measured; answers from memory. */
@FunctionalInterface
public interface ClientsView {
  Map<ResourceId, Seen> seen();

  /**
   * What was last measured of one resource.
   *
   * @param baseline the clients before the trouble; null if none was taken
   * @param clients connected at {@code at}; null if nothing was measured since
   */
  record Seen(@Nullable Baseline baseline, @Nullable Integer clients, @Nullable Instant at) {}
}
