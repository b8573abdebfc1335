package io.github.rekey.target;

import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.GuardSettings;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.Guards;
import io.github.rekey.target.KubernetesClusters.Access;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Ways to a cluster of a test. */
final class Clusters {
  private static final Guards GUARDS =
      new Guards(
          new GuardSettings(
              3, Duration.ofMillis(5), Duration.ofSeconds(2), 8, 2000, 100, Duration.ofSeconds(10)),
          new SimpleMeterRegistry());

  private Clusters() {}

  static Guarded guarded(Dependency dependency) {
    return GUARDS.of(dependency);
  }

  static KubernetesClusters clusters() {
    return new KubernetesClusters(guarded(Dependency.KUBERNETES));
  }

  static Access access(String kubeconfig) {
    try {
      Path file = Files.createTempFile("rekey-kubeconfig", ".yaml");
      file.toFile().deleteOnExit();
      return new Access(Files.writeString(file, kubeconfig), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
