package io.github.rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Work knows for whom it is done, and for nobody else. */
class TurnTest {
  private static final Turn TURN =
      new Turn(ToyAzure.RESOURCE, new Urgency(Urgency.Band.BROKEN, null));

  @Test
  void whoeverHelpsAThreadHelpsItsTurn() {
    ExecutorService helpers = Executors.newFixedThreadPool(2);
    try {
      List<Optional<Turn>> seen =
          TURN.during(() -> new Parallel(helpers).map(List.of("a", "b"), input -> Turn.current()));
      assertThat(seen).containsOnly(Optional.of(TURN));
      assertThat(new Parallel(helpers).map(List.of("a", "b"), input -> Turn.current()))
          .containsOnly(Optional.empty());
    } finally {
      helpers.shutdownNow();
    }
  }

  @Test
  void aThreadDoesNotKeepATurnThatIsOver() {
    TURN.during(() -> "done");
    assertThat(Turn.current()).isEmpty();
  }

  @Test
  void aTurnWithinAnotherGivesTheOuterOneBack() {
    Turn inner = new Turn(ToyAzure.RESOURCE, Urgency.BACKGROUND);
    List<Optional<Turn>> seen =
        TURN.during(() -> List.of(inner.during(Turn::current), Turn.current()));
    assertThat(seen).containsExactly(Optional.of(inner), Optional.of(TURN));
    assertThat(Turn.current()).isEmpty();
  }
}
