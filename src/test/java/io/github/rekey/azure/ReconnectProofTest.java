package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.Proof.Expectation;
import io.github.rekey.rotation.ProofAnswer;
import io.github.rekey.rotation.ResourceId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReconnectProofTest {
  private final FixedMeter meter = new FixedMeter();

  @Test
  void isMetWhenAllClientsAreBack() {
    meter.now = OptionalInt.of(200);
    assertThat(look(1.0, 200)).isEqualTo(new ProofAnswer.Met("200 of 200 clients"));
  }

  @Test
  void isNotMetWhileAClientIsMissing() {
    meter.now = OptionalInt.of(199);
    assertThat(look(1.0, 200)).isEqualTo(new ProofAnswer.NotYet("199 of 200 clients, 200 needed"));
  }

  @Test
  void isMetByTheShareThatIsDemanded() {
    meter.now = OptionalInt.of(190);
    assertThat(look(0.95, 200)).isInstanceOf(ProofAnswer.Met.class);
    meter.now = OptionalInt.of(189);
    assertThat(look(0.95, 200)).isInstanceOf(ProofAnswer.NotYet.class);
  }

  @Test
  void doesNotPassWithoutABaseline() {
    meter.now = OptionalInt.of(200);
    assertThat(look(1.0, 0)).isInstanceOf(ProofAnswer.NoEvidence.class);
  }

  @Test
  void waitsForAMeasurement() {
    assertThat(look(1.0, 200)).isInstanceOf(ProofAnswer.NotYet.class);
  }

  @Test
  void doesNotTakeAShareOfNothing() {
    assertThatThrownBy(() -> new ReconnectProof(meter, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private ProofAnswer look(double share, int before) {
    Baseline baseline = new Baseline(before, Instant.EPOCH, "test");
    Expectation expected =
        new Expectation(Keys.NEW_KEY, Keys.LISTED, baseline, Instant.EPOCH.plusSeconds(60));
    return new ReconnectProof(meter, share).look(expected);
  }

  private static final class FixedMeter implements ClientMeter {
    private OptionalInt now = OptionalInt.empty();

    @Override
    public Optional<Baseline> baseline(ResourceId resource, Instant before) {
      return Optional.empty();
    }

    @Override
    public OptionalInt clients(ResourceId resource, Instant since) {
      return now;
    }
  }
}
