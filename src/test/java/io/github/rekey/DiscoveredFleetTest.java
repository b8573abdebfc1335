package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ResourceState;
import io.github.rekey.rotation.SignalRKeys;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveredFleetTest {
  private static final Duration LATER = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Configuration.Discover TAGGED =
      new Configuration.Discover("s", Map.of("rekey", "managed"));

  private final TaggedResources arm = new TaggedResources();
  private final NoMeter meter = new NoMeter();
  private final ManagedResource listed =
      new ManagedResource(id("listed"), "northeurope", List.of(), List.of(), meter);
  private final DiscoveredFleet fleet =
      new DiscoveredFleet(new OneResource(listed), TAGGED, arm, meter);

  @AfterEach
  void stop() {
    fleet.close();
  }

  private static ResourceId id(String name) {
    return new ResourceId(
        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/" + name);
  }

  @Test
  void aTaggedResourceJoinsWithItsRegionButWithoutTargets() {
    arm.tagged.add(id("found"));

    assertThat(fleet.look(TAGGED)).isEqualTo(LATER);

    ManagedResource found = fleet.find(id("found")).orElseThrow();
    assertThat(found.region()).isEqualTo("westeurope");
    assertThat(found.targets()).isEmpty();
    assertThat(found.proofs()).singleElement().returns("clients-back", p -> p.name());
    assertThat(fleet.all()).containsExactly(listed, found);
  }

  @Test
  void aListedResourceIsNotReplacedByItsDiscovery() {
    arm.tagged.add(id("LISTED"));

    assertThat(fleet.look(TAGGED)).isEqualTo(LATER);

    assertThat(fleet.all()).containsExactly(listed);
    assertThat(arm.described).isEmpty();
  }

  @Test
  void aKnownResourceIsNotReadAgain() {
    arm.tagged.add(id("found"));
    fleet.look(TAGGED);
    fleet.look(TAGGED);

    assertThat(arm.described).containsExactly(id("found"));
  }

  @Test
  void aResourceWithoutTheTagsLeavesAgain() {
    arm.tagged.add(id("found"));
    fleet.look(TAGGED);
    arm.tagged.clear();
    fleet.look(TAGGED);

    assertThat(fleet.all()).containsExactly(listed);
  }

  @Test
  void aFailureKeepsWhatIsKnownAndIsTriedAgainSoon() {
    arm.tagged.add(id("found"));
    fleet.look(TAGGED);
    arm.down = true;

    assertThat(fleet.look(TAGGED)).isEqualTo(SOON);
    assertThat(fleet.find(id("found"))).isPresent();
  }

  @Test
  void oneUnreadableResourceDoesNotHideTheOthers() {
    arm.tagged.addAll(List.of(id("broken"), id("found")));
    arm.unreadable.add(id("broken"));

    assertThat(fleet.look(TAGGED)).isEqualTo(SOON);
    assertThat(fleet.find(id("found"))).isPresent();
    assertThat(fleet.find(id("broken"))).isEmpty();

    arm.unreadable.clear();
    assertThat(fleet.look(TAGGED)).isEqualTo(LATER);
    assertThat(fleet.find(id("broken"))).isPresent();
  }

  @Test
  void readingTheFleetCallsNobody() {
    fleet.all();
    fleet.find(id("found"));

    assertThat(arm.asked).isZero();
  }

  @Test
  void nothingIsLookedForWhereNothingIsToBeDiscovered() {
    try (DiscoveredFleet alone = new DiscoveredFleet(new OneResource(listed), null, arm, meter)) {
      alone.start();

      assertThat(alone.all()).containsExactly(listed);
    }
    assertThat(arm.asked).isZero();
  }

  private record OneResource(ManagedResource resource) implements Fleet {
    @Override
    public List<ManagedResource> all() {
      return List.of(resource);
    }

    @Override
    public Optional<ManagedResource> find(ResourceId id) {
      return resource.id().equals(id) ? Optional.of(resource) : Optional.empty();
    }
  }

  /** Tells which resources carry the tags, and where they are. */
  private static final class TaggedResources implements SignalRKeys {
    private final List<ResourceId> tagged = new ArrayList<>();
    private final Set<ResourceId> unreadable = new HashSet<>();
    private final List<ResourceId> described = new ArrayList<>();
    private int asked;
    private boolean down;

    @Override
    public List<ResourceId> discover(String subscription, Map<String, String> tags) {
      asked++;
      if (down) {
        throw failed(CallFailed.Kind.UNAVAILABLE);
      }
      assertThat(subscription).isEqualTo("s");
      assertThat(tags).containsEntry("rekey", "managed");
      return List.copyOf(tagged);
    }

    @Override
    public ResourceState describe(ResourceId resource) {
      if (unreadable.contains(resource)) {
        throw failed(CallFailed.Kind.NO_RIGHT);
      }
      described.add(resource);
      return new ResourceState(
          false, false, URI.create("https://x"), "westeurope", "Default", Map.of());
    }

    @Override
    public KeyPair list(ResourceId resource) {
      throw new AssertionError("discovery lists no keys");
    }

    @Override
    public void regenerate(ResourceId resource, KeySlot slot, Duration atMost) {
      throw new AssertionError("discovery regenerates nothing");
    }

    private static CallFailed failed(CallFailed.Kind kind) {
      return new CallFailed(kind, "ARM: " + kind + "; look there", false, null, null);
    }
  }

  private static final class NoMeter implements ClientMeter {
    @Override
    public Optional<Baseline> baseline(ResourceId resource, Instant before) {
      return Optional.empty();
    }

    @Override
    public OptionalInt clients(ResourceId resource, Instant since) {
      return OptionalInt.empty();
    }
  }
}
