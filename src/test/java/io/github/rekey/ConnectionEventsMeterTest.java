package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ResourceState;
import io.github.rekey.rotation.SignalRKeys;
import io.github.rekey.rotation.ToyAzure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConnectionEventsMeterTest {
  private static final Instant NOON = Instant.parse("2027-01-10T12:00:00Z");
  private static final Told NOTHING = new Told("nothing", -1);
  private static final Told METRICS = new Told("metrics", 200);
  private static final Told EVENTS = new Told("events", 190);

  @Test
  void aServerlessResourceIsCountedByItsEvents() {
    answers(meter(METRICS, EVENTS, "Serverless"), EVENTS);
  }

  @Test
  void anyOtherResourceIsCountedByMetrics() {
    answers(meter(METRICS, EVENTS, "Default"), METRICS);
  }

  @Test
  void eventsStandInWhereMetricsTellNothing() {
    answers(meter(NOTHING, EVENTS, "Default"), EVENTS);
  }

  @Test
  void metricsStandInWhereEventsTellNothingAndTheModeIsNotAskedFor() {
    answers(meter(METRICS, NOTHING, "out of reach"), METRICS);
  }

  @Test
  void whereNeitherTellsAnythingNothingIsMadeUp() {
    ClientMeter meter = meter(NOTHING, NOTHING, "Serverless");
    assertThat(meter.baseline(ToyAzure.RESOURCE, NOON)).isEmpty();
    assertThat(meter.clients(ToyAzure.RESOURCE, NOON)).isEmpty();
  }

  private static void answers(ClientMeter meter, Told expected) {
    assertThat(meter.baseline(ToyAzure.RESOURCE, NOON))
        .contains(new Baseline(expected.count(), NOON, expected.source()));
    assertThat(meter.clients(ToyAzure.RESOURCE, NOON)).hasValue(expected.count());
  }

  private static ClientMeter meter(Told metrics, Told events, String mode) {
    return new ConnectionEventsMeter(metrics, events, new InMode(mode));
  }

  /** A source with one answer; none if it is negative. */
  private record Told(String source, int count) implements ClientMeter {
    @Override
    public Optional<Baseline> baseline(ResourceId resource, Instant before) {
      return count < 0 ? Optional.empty() : Optional.of(new Baseline(count, before, source));
    }

    @Override
    public OptionalInt clients(ResourceId resource, Instant since) {
      return count < 0 ? OptionalInt.empty() : OptionalInt.of(count);
    }
  }

  private record InMode(String mode) implements SignalRKeys {
    @Override
    public ResourceState describe(ResourceId resource) {
      if (mode.equals("out of reach")) {
        throw new CallFailed(CallFailed.Kind.UNAVAILABLE, "503", false, null, null);
      }
      return new ResourceState(false, false, ToyAzure.ENDPOINT, "westeurope", mode, Map.of());
    }

    @Override
    public KeyPair list(ResourceId resource) {
      throw new AssertionError("counting needs no key");
    }

    @Override
    public void regenerate(ResourceId resource, KeySlot slot, Duration atMost) {
      throw new AssertionError("counting changes nothing");
    }

    @Override
    public List<ResourceId> discover(String subscription, Map<String, String> tags) {
      throw new AssertionError("counting discovers nothing");
    }
  }
}
