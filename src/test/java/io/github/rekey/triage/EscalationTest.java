package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.ToyAzure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscalationTest {
  private static final Instant NOTICED = Alerts.NOON;
  private static final Instant DUE = NOTICED.plus(Duration.ofDays(10));
  private final Escalation escalation = Escalation.standard();

  @ParameterizedTest
  @CsvSource({
    "PT0S, ''", "PT119H59M, ''", "PT120H, PT120H", "PT200H, PT120H", "PT216H, PT216H",
    "PT235H, PT216H", "PT236H, PT236H", "PT239H, PT239H", "PT240H, PT240H", "PT999H, PT240H"
  })
  void eachStepIsReachedInItsTurn(Duration passed, String step) {
    assertThat(escalation.reached(deadline(null), NOTICED.plus(passed)).map(Instant::toString))
        .hasToString(
            step.isEmpty()
                ? "Optional.empty"
                : "Optional[" + NOTICED.plus(Duration.parse(step)) + "]");
  }

  @Test
  void aStepThatWasAnnouncedIsNotReachedAgain() {
    Instant half = NOTICED.plus(Duration.ofHours(120));
    assertThat(escalation.reached(deadline(half), half.plusSeconds(60))).isEmpty();
    assertThat(escalation.reached(deadline(half), DUE)).contains(DUE);
  }

  @Test
  void aStepFromBeforeTheNoticeIsNone() {
    Deadline soon =
        new Deadline(
            ToyAzure.RESOURCE, "T", "i", "t", NOTICED, NOTICED.plus(Duration.ofHours(2)), null);
    assertThat(escalation.reached(soon, NOTICED.plusSeconds(1))).isEmpty();
  }

  private static Deadline deadline(@Nullable Instant announced) {
    return new Deadline(ToyAzure.RESOURCE, "T", "i", "title", NOTICED, DUE, announced);
  }
}
