package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ResourceState;
import io.github.rekey.rotation.Shelf;
import io.github.rekey.rotation.SignalRKeys;
import io.github.rekey.rotation.Target;
import io.github.rekey.rotation.ToyAzure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a look of Rekey's own accord sees of keys and places, and what it says it did not see. */
class SurveyorTest {
  private static final AccessKey PRIMARY = new AccessKey("primary-value");
  private static final AccessKey SECONDARY = new AccessKey("secondary-value");
  private final Fingerprinter fingerprints = new Fingerprinter(new byte[32]);
  private boolean stopped;
  private boolean disabled;
  private @Nullable CallFailed failure;

  /** Resource Manager, which only answers. */
  private final class Answering implements SignalRKeys {
    @Override
    public ResourceState describe(ResourceId resource) {
      if (failure != null) {
        throw failure;
      }
      return new ResourceState(disabled, stopped, ToyAzure.ENDPOINT, "r", "Default", Map.of());
    }

    @Override
    public KeyPair list(ResourceId resource) {
      return new KeyPair(PRIMARY, SECONDARY);
    }

    @Override
    public void regenerate(ResourceId resource, KeySlot slot, Duration atMost) {
      throw new AssertionError("looking replaces nothing");
    }

    @Override
    public List<ResourceId> discover(String subscription, Map<String, String> tags) {
      throw new AssertionError("one resource is looked at");
    }
  }

  private Optional<Survey> look(Target... targets) {
    ManagedResource toy = new ToyAzure().resource();
    return new Surveyor(new Answering(), fingerprints)
        .look(
            new ManagedResource(
                toy.id(), toy.region(), List.of(targets), toy.proofs(), toy.meter()));
  }

  private static CallFailed failed(CallFailed.Kind kind) {
    return new CallFailed(kind, "the call failed", false, null, null);
  }

  @Test
  void bothKeysAreSeenInTheirSlots() {
    assertThat(look().orElseThrow().current())
        .isEqualTo(
            Map.of(
                KeySlot.PRIMARY, fingerprints.of(PRIMARY),
                KeySlot.SECONDARY, fingerprints.of(SECONDARY)));
  }

  @Test
  void eachPlaceIsSeenWithTheKeyThatItKeeps() {
    Survey survey =
        look(
                new Shelf("vault", new Holding.Key(SECONDARY)),
                new Shelf("app", new Holding.Reference("vault")),
                new Shelf("identity", new Holding.IdentityBased()),
                new Shelf("topic", new Holding.Notified()))
            .orElseThrow();
    assertThat(survey.held()).containsExactly(new Survey.Held("vault", fingerprints.of(SECONDARY)));
    assertThat(survey.unread()).isEmpty();
  }

  @Test
  void aPlaceWithoutAUsableValueOrOutOfReachIsSaidNotToBeSeen() {
    Survey survey =
        look(
                new Shelf("app", new Holding.Nothing("app has no such setting")),
                new Shelf("vault", null))
            .orElseThrow();
    assertThat(survey.unread()).containsExactly("app has no such setting", "vault: out of reach");
    assertThat(survey.held()).isEmpty();
  }

  @Test
  void aResourceThatIsStoppedGoneOrWithoutKeysIsNotSurveyed() {
    stopped = true;
    assertThat(look()).isEmpty();
    stopped = false;
    disabled = true;
    assertThat(look()).isEmpty();
    failure = failed(CallFailed.Kind.GONE);
    assertThat(look()).isEmpty();
  }

  @Test
  void aResourceManagerThatDoesNotTellIsNotTakenForAResourceThatIsGone() {
    for (CallFailed.Kind kind :
        Stream.of(CallFailed.Kind.values()).filter(k -> k != CallFailed.Kind.GONE).toList()) {
      failure = failed(kind);
      assertThatThrownBy(this::look).isSameAs(failure);
    }
  }
}
