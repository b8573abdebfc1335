package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.WaveGate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WavesTest {
  /** Holds every wave back for as long as it is closed. */
  private static final class Turnstile implements WaveGate {
    private final List<Instant> asked = new ArrayList<>();
    private boolean closed;

    @Override
    public Optional<String> hold(ResourceId resource, Instant lastChange) {
      asked.add(lastChange);
      return closed ? Optional.of("clients are still away") : Optional.empty();
    }
  }

  private final TickingClock clock = new TickingClock();
  private final Turnstile gate = new Turnstile();
  private DeliveryNotes notes = new DeliveryNotes("t", Map.of());

  private Waves waves(int wave) {
    return new Waves(gate, notes, 20, wave);
  }

  private Optional<String> next(int wave) {
    notes.changed("site " + waves(wave).reached(), clock.instant());
    Optional<String> held = waves(wave).next(Keys.CHAT, clock.instant());
    notes = new DeliveryNotes("t", notes.all());
    return held;
  }

  @Test
  void theFirstWaveNeedsNoLeave() {
    assertThat(waves(4).reached()).isEqualTo(4);
    assertThat(gate.asked).isEmpty();
  }

  @Test
  void eachLaterWaveAsksWithTheTimeOfTheLastChange() {
    Instant first = clock.instant();
    assertThat(next(4)).isEmpty();
    assertThat(waves(4).reached()).isEqualTo(8);
    assertThat(gate.asked).containsExactly(first);
  }

  @Test
  void doesNotAskWhereNothingWasChanged() {
    gate.closed = true;
    assertThat(waves(4).next(Keys.CHAT, clock.instant())).isEmpty();
    assertThat(waves(4).reached()).isEqualTo(8);
  }

  @Test
  void aWaveThatIsHeldBackDoesNotBeginAndSaysWhy() {
    gate.closed = true;
    assertThat(next(4)).hasValueSatisfying(why -> assertThat(why).contains("still away"));
    assertThat(waves(4).reached()).isEqualTo(4);
  }

  @Test
  void afterAHoldLongerThanClientsReconnectTheWavesAreHalfAsLarge() {
    holdFor(Duration.ofSeconds(43));
    assertThat(waves(4).reached()).isEqualTo(6);
    assertThat(next(4)).isEmpty();
    assertThat(waves(4).reached()).isEqualTo(8);
  }

  @Test
  void aShortHoldDoesNotMakeThemSmaller() {
    holdFor(Duration.ofSeconds(42));
    assertThat(waves(4).reached()).isEqualTo(8);
  }

  @Test
  void aWaveIsNeverSmallerThanOne() {
    for (int i = 0; i < 4; i++) {
      holdFor(Duration.ofSeconds(43));
    }
    assertThat(waves(4).reached()).isEqualTo(4 + 2 + 1 + 1 + 1);
  }

  private void holdFor(Duration time) {
    gate.closed = true;
    next(4);
    clock.tick(time);
    next(4);
    gate.closed = false;
    assertThat(next(4)).isEmpty();
  }
}
