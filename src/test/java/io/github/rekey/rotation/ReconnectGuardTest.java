package io.github.rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReconnectGuardTest {
  private static final ResourceId OTHER = new ResourceId(ToyAzure.RESOURCE.value() + "-2");
  private final TickingClock clock = new TickingClock();
  private final Instant change = clock.instant();
  private final Counts counts = new Counts();
  private final ReconnectGuard guard =
      new ReconnectGuard(counts, resource -> resource.equals(OTHER) ? 0.5 : 0.9, clock);

  @Test
  void doesNotHoldWhenTheShareIsBack() {
    counts.now = OptionalInt.of(180);
    assertThat(hold()).isEmpty();
  }

  @Test
  void holdsWhileOneOfTheShareIsMissing() {
    counts.now = OptionalInt.of(179);
    assertThat(hold())
        .contains("clients to come back before the next wave: 179 of 200 are, 180 needed");
  }

  @Test
  void holdsByTheShareOfTheResource() {
    counts.now = OptionalInt.of(100);
    assertThat(guard.hold(OTHER, change)).isEmpty();
    assertThat(hold()).isPresent();
  }

  @Test
  void saysOnceClientsHadTimeEnoughToGiveUp() {
    counts.now = OptionalInt.of(20);
    clock.tick(Duration.ofSeconds(42));
    assertThat(hold()).hasValueSatisfying(why -> assertThat(why).doesNotContain("gives up"));
    clock.tick(Duration.ofSeconds(1));
    assertThat(hold())
        .hasValueSatisfying(why -> assertThat(why).contains("20 of 200", "gives up after 42 s"));
  }

  @Test
  void holdsUntilAnybodyHasCounted() {
    assertThat(hold()).contains("a count of clients since the last wave at " + change);
  }

  @Test
  void doesNotHoldWhereNobodyWasConnected() {
    counts.before = Optional.of(new Baseline(0, change, "test"));
    assertThat(hold()).isEmpty();
    counts.before = Optional.empty();
    assertThat(hold()).isEmpty();
  }

  @Test
  void comparesWithTheTimeBeforeTheLastChange() {
    counts.now = OptionalInt.of(200);
    hold();
    assertThat(counts.askedBefore).isEqualTo(change);
    assertThat(counts.askedSince).isEqualTo(change);
  }

  private Optional<String> hold() {
    return guard.hold(ToyAzure.RESOURCE, change);
  }

  private final class Counts implements ClientMeter {
    private Optional<Baseline> before = Optional.of(new Baseline(200, change, "test"));
    private OptionalInt now = OptionalInt.empty();
    private Instant askedBefore = Instant.MIN;
    private Instant askedSince = Instant.MIN;

    @Override
    public Optional<Baseline> baseline(ResourceId resource, Instant time) {
      askedBefore = time;
      return before;
    }

    @Override
    public OptionalInt clients(ResourceId resource, Instant since) {
      askedSince = since;
      return now;
    }
  }
}
