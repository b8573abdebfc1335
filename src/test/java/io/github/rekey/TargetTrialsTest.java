package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ResourceState;
import io.github.rekey.rotation.SignalRKeys;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TargetTrialsTest {
  /** Holds nothing that would have to be compared. */
  private record Remarked(List<String> remarks) implements Target {
    @Override
    public String name() {
      return "app-service-settings:web/S";
    }

    @Override
    public Holding read() {
      return new Holding.IdentityBased();
    }

    @Override
    public StepOutcome deliver(NewKey key, Map<String, String> notes, Fence fence) {
      throw new AssertionError("check never writes");
    }

    @Override
    public void retire(NewKey current, Fence fence) {
      throw new AssertionError("check never writes");
    }
  }

  /** Nothing here needs the resource's keys. */
  private static final class Unlisted implements SignalRKeys {
    @Override
    public ResourceState describe(ResourceId resource) {
      throw new AssertionError("not asked for");
    }

    @Override
    public KeyPair list(ResourceId resource) {
      throw new AssertionError("not asked for");
    }

    @Override
    public void regenerate(ResourceId resource, KeySlot slot, Duration atMost) {
      throw new AssertionError("check never regenerates");
    }

    @Override
    public List<ResourceId> discover(String subscription, Map<String, String> tags) {
      return List.of();
    }
  }

  /** Nobody asks it here. */
  private static final class Unmeasured implements ClientMeter {
    @Override
    public Optional<Baseline> baseline(ResourceId resource, Instant before) {
      return Optional.empty();
    }

    @Override
    public OptionalInt clients(ResourceId resource, Instant since) {
      return OptionalInt.empty();
    }
  }

  private static List<Finding> findings(Target target) {
    ManagedResource resource =
        new ManagedResource(Keys.CHAT, "westeurope", List.of(target), List.of(), new Unmeasured());
    return new TargetTrials(new ResourceLook(resource, new Unlisted()))
        .all().stream().flatMap(trial -> trial.run().stream()).toList();
  }

  @Test
  void whatATargetRemarksIsShownThoughAllIsWell() {
    assertThat(findings(new Remarked(List.of("a swap would carry an old value over"))))
        .extracting(Finding::ok, Finding::detail)
        .contains(tuple(true, "a swap would carry an old value over"));
  }

  @Test
  void aTargetWithoutRemarksIsOneFinding() {
    assertThat(findings(new Remarked(List.of()))).hasSize(1);
  }
}
