package io.github.rekey;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceState;
import io.github.rekey.rotation.SignalRKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first look at a resource: what ARM says of it, and the keys to compare all else with. */
final class ResourceLook {
  private final ManagedResource resource;
  private final SignalRKeys arm;
  private final List<Finding> findings = new ArrayList<>();
  private volatile boolean gone;
  private volatile @Nullable ResourceState state;
  private volatile @Nullable KeyPair keys;

  ResourceLook(ManagedResource resource, SignalRKeys arm) {
    this.resource = resource;
    this.arm = arm;
  }

  ManagedResource resource() {
    return resource;
  }

  Optional<ResourceState> state() {
    return Optional.ofNullable(state);
  }

  Optional<KeyPair> keys() {
    return Optional.ofNullable(keys);
  }

  /** True if ARM knows no such resource, so that nothing else of it can be tried. */
  boolean gone() {
    return gone;
  }

  /** {@code chat, keys}: how findings about a part of the resource are named. */
  String of(String part) {
    return resource.id().name() + ", " + part;
  }

  Trial trial() {
    return new Trial(of("resource"), this::look);
  }

  private List<Finding> look() {
    try {
      ResourceState described = arm.describe(resource.id());
      state = described;
      findings.add(Finding.ok(of("resource"), "is readable, mode " + described.serviceMode()));
      findings.addAll(usable(described));
    } catch (CallFailed failed) {
      findings.add(Finding.failed(of("resource"), failed));
      gone = failed.kind() == CallFailed.Kind.GONE;
    }
    if (!gone) {
      list();
    }
    return findings;
  }

  private void list() {
    try {
      keys = arm.list(resource.id());
      findings.add(Finding.ok(of("keys"), "both are listed"));
    } catch (CallFailed failed) {
      findings.add(Finding.failed(of("keys"), failed));
    }
  }

  private List<Finding> usable(ResourceState described) {
    return List.of(
        described.stopped()
            ? Finding.fail(of("running"), "the resource is stopped", "start it in Azure")
            : Finding.ok(of("running"), "yes"),
        described.localAuthDisabled()
            ? Finding.fail(
                of("access keys"),
                "are disabled (disableLocalAuth)",
                "take it out of rekey.yaml if its consumers use Entra ID, or enable access keys")
            : Finding.ok(of("access keys"), "are enabled"),
        plain(described.region()).equals(plain(resource.region()))
            ? Finding.ok(of("region"), described.region())
            : Finding.fail(
                of("region"),
                "is %s in Azure but %s in rekey.yaml"
                    .formatted(described.region(), resource.region()),
                "correct it: notices name regions, never resources"));
  }

  /** Azure writes one region as "West Europe" and as "westeurope". */
  private static String plain(String region) {
    return region.toLowerCase(Locale.ROOT).replace(" ", "");
  }
}
