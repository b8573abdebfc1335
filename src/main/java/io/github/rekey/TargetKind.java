package io.github.rekey;

import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Target;
import io.github.rekey.rotation.WaveGate;
import io.github.rekey.target.AppServiceSites;
import io.github.rekey.target.KubernetesClusters;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A target as rekey.yaml describes it: makes it, and tells the rights that it needs. */
interface TargetKind {
  Target target(Tools tools);

  /** Each place with what Rekey's identity must be allowed to do there. */
  List<NeededRights> rights();

  /** The apps that load the key by this target, where it knows under which URL they answer. */
  default List<Consumer> consumers(Tools tools) {
    return List.of();
  }

  /**
   * An app whose instances can be seen.
   *
   * @param instances ids of those that run; none if they are not known
   */
  record Consumer(String name, URI hub, Supplier<Set<String>> instances) {}

  /** What targets are made of. */
  record Tools(
      AzureSide azure,
      AppServiceSites sites,
      KubernetesClusters clusters,
      Fingerprinter fingerprints,
      WaveGate gate,
      Clock clock) {}
}
