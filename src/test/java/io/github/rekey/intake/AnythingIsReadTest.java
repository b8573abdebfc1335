package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No input makes the reader throw, and none goes without a reading that every store takes. */
class AnythingIsReadTest {
  private static final List<String> SHARDS =
      List.of(
          "null",
          "{}",
          "[]",
          "\"\"",
          "0",
          "-1",
          "1e999",
          "true",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "[[[]]]",
          "{\"value\":{}}",
          "\"[{\"",
          "\"Microsoft.Resources.ResourceActionSuccess\"",
          "\"9999999999999\"",
          "\"+999999999-01-01T00:00:00Z\"",
          "}",
          "]",
          ",",
          "\"",
          "\\");

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private final AlertReader reader = Samples.reader();

  @Property(tries = 300)
  void anyBytesGiveAReading(@ForAll byte[] body) {
    assertSound(read(body));
  }

  @Property(tries = 600)
  void anySampleWithAPartReplacedGivesAReading(
      @ForAll("samples") String sample,
      @ForAll("shards") String shard,
      @ForAll("fractions") double from,
      @ForAll("fractions") double length) {
    int start = (int) (from * sample.length());
    int end = Math.min(sample.length(), start + (int) (length * length * 200));
    String broken = sample.substring(0, start) + shard + sample.substring(end);
    assertSound(read(broken.getBytes(StandardCharsets.UTF_8)));
  }

  @Property(tries = 600)
  void anySampleWithAValueReplacedGivesAReading(
      @ForAll("samples") String sample,
      @ForAll("shards") String shard,
      @ForAll("fractions") double from) {
    int colon = sample.indexOf(": ", (int) (from * sample.length()));
    int end = colon < 0 ? -1 : sample.indexOf('\n', colon);
    if (end > 0) {
      String comma = sample.charAt(end - 1) == ',' ? "," : "";
      String broken = sample.substring(0, colon + 2) + shard + comma + sample.substring(end);
      assertSound(read(broken.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** A parser that goes round for ever fails the property instead of hanging the build. */
  private List<Reading> read(byte[] body) {
    return assertTimeoutPreemptively(LONGEST, () -> reader.read(body, "door"));
  }

  @Provide
  Arbitrary<String> samples() {
    return Arbitraries.of(Samples.names()).map(Samples::text);
  }

  @Provide
  Arbitrary<String> shards() {
    return Arbitraries.oneOf(Arbitraries.of(SHARDS), Arbitraries.strings().ofMaxLength(20));
  }

  @Provide
  Arbitrary<Double> fractions() {
    return Arbitraries.doubles().between(0, 1);
  }

  private static void assertSound(List<Reading> readings) {
    assertThat(readings).isNotEmpty();
    for (Reading reading : readings) {
      Origin origin = MemoryInbox.origin(reading);
      assertThat(origin.eventId()).isNotEmpty().hasSizeLessThanOrEqualTo(400);
      assertThat(origin.source()).isNotEmpty().hasSizeLessThanOrEqualTo(400);
      assertThat(Fields.storable(origin.occurredAt())).isTrue();
      String all = reading.toString();
      assertThat(all).doesNotContain("\0");
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(all)).as(all).isTrue();
      if (reading instanceof Reading.Understood understood
          && understood.alert() instanceof Alert.HealthAdvisory advisory) {
        assertThat(advisory.title()).hasSizeLessThanOrEqualTo(500);
      }
    }
  }
}
