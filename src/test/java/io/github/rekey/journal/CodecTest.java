package io.github.rekey.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.JournalMismatch;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Scope;
import io.github.rekey.triage.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
  private final Codec codec = new Codec();

  @ParameterizedTest
  @ValueSource(
      classes = {
        Alert.class,
        Scope.class,
        Verdict.class,
        StepOutcome.class,
        JournalEntry.class,
        Plan.class
      })
  void everyPermittedRecordIsReadBackAsItWasWritten(Class<?> type) {
    List<Object> samples = Samples.of(type);
    if (type.isSealed()) {
      assertThat(samples)
          .<Class<?>>extracting(Object::getClass)
          .contains(records(type).toArray(Class<?>[]::new));
    }
    for (Object sample : samples) {
      assertThat((Object) codec.decode(codec.encode(sample), type, "sample")).isEqualTo(sample);
    }
  }

  /** A sealed type may permit another one. */
  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(CodecTest::records)
        : Stream.of(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"paused\",\"at\":\"2026-11-23T00:00:00Z\",\"step\":0,\"attempt\":1}",
        "{\"at\":\"2026-11-23T00:00:00Z\",\"step\":0,\"attempt\":1}",
        "{\"type\":\"started\",\"at\":\"2026-11-23T00:00:00Z\",\"step\":0}",
        "{\"type\":\"started\",\"at\":null,\"step\":0,\"attempt\":1}",
        "{\"type\":\"started\",\"at\":\"2026-11-23T00:00:00Z\",\"step\":null,\"attempt\":1}",
        "{\"type\":\"started\",\"at\":\"2026-11-23T00:00:00Z\",\"step\":\"0\",\"attempt\":1}",
        "{\"type\":\"started\",\"at\":\"2026-11-23T00:00:00Z\",\"step\":0.5,\"attempt\":1}",
        "{\"type\":\"started\",\"at\":\"2026-11-23T00:00:00Z\",\"step\":0,\"attempt\":1,\"x\":1}",
        "{\"type\":\"started\",\"at\":\"2026-11-23T00:00:00Z\",\"step\":0,\"attempt\":1} {}",
        "{\"type\":\"started\",\"at\":\"yesterday\",\"step\":0,\"attempt\":1}",
        "null",
        "",
        "not json"
      })
  void anEntryThatDoesNotFitIsAMismatchAndNotGuessedAt(String stored) {
    assertThatThrownBy(() -> codec.decode(stored, JournalEntry.class, "entry 3 of rotation r"))
        .isInstanceOf(JournalMismatch.class)
        .hasMessageContaining("entry 3 of rotation r");
  }

  @Test
  void anOutcomeWithoutItsReasonIsAMismatch() {
    assertThatThrownBy(
            () -> codec.decode("{\"type\":\"in-doubt\",\"reason\":null}", StepOutcome.class, "it"))
        .isInstanceOf(JournalMismatch.class);
  }

  @Test
  void anUnknownConstantIsAMismatch() {
    assertThatThrownBy(
            () ->
                codec.decode(
                    "{\"type\":\"failed\",\"kind\":\"BORED\",\"reason\":\"x\"}",
                    StepOutcome.class,
                    "it"))
        .isInstanceOf(JournalMismatch.class);
    assertThatThrownBy(
            () ->
                codec.decode(
                    "{\"type\":\"failed\",\"kind\":1,\"reason\":\"x\"}", StepOutcome.class, "it"))
        .isInstanceOf(JournalMismatch.class);
  }

  @Test
  void halfASurrogatePairSurvives() {
    StepOutcome outcome = new StepOutcome.InDoubt("half \ud83d a key, and \0");
    String json = codec.encode(outcome);
    assertThat(json).matches("\\p{ASCII}+").doesNotContain("\0");
    assertThat(codec.decode(json, StepOutcome.class, "it")).isEqualTo(outcome);
  }
}
