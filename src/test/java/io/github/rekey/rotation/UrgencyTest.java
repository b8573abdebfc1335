package io.github.rekey.rotation;

import static io.github.rekey.rotation.Urgency.Band.BROKEN;
import static io.github.rekey.rotation.Urgency.Band.CANARY;
import static io.github.rekey.rotation.Urgency.Band.DUE;
import static io.github.rekey.rotation.Urgency.Band.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who goes first where not everybody can. */
class UrgencyTest {
  private static final Instant SOON = Instant.parse("2026-01-01T00:00:00Z");
  private static final Urgency BROKEN_NOW = new Urgency(BROKEN, null);
  private static final Urgency DUE_SOON = new Urgency(DUE, SOON);
  private static final Urgency DUE_LATER = new Urgency(DUE, SOON.plusSeconds(1));
  private static final Urgency DUE_SOMETIME = new Urgency(DUE, null);
  private static final Urgency TRIED_FIRST = new Urgency(CANARY, null);
  private static final Urgency THE_REST = new Urgency(USUAL, SOON);

  @Test
  void whoIsRefusedGoesFirstThenTheNearestDeadlineThenCanariesThenTheRest() {
    assertThat(
            Stream.of(
                    Urgency.BACKGROUND,
                    THE_REST,
                    DUE_SOMETIME,
                    TRIED_FIRST,
                    DUE_LATER,
                    BROKEN_NOW,
                    DUE_SOON)
                .sorted())
        .containsExactly(
            BROKEN_NOW,
            DUE_SOON,
            DUE_LATER,
            DUE_SOMETIME,
            TRIED_FIRST,
            THE_REST,
            Urgency.BACKGROUND);
  }
}
