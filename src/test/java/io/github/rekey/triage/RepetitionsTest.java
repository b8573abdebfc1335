package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told again and again is counted; what was not told for longest is forgotten. */
class RepetitionsTest {
  private final Repetitions repetitions = new Repetitions();

  private void others(int many) {
    IntStream.range(0, many).forEach(i -> repetitions.count("other " + i));
  }

  @Test
  void theFirstThreeAndPowersOfTenAreWorthTelling() {
    assertThat(IntStream.rangeClosed(1, 1000).filter(Repetitions::worthTelling))
        .containsExactly(1, 2, 3, 10, 100, 1000);
  }

  @Test
  void whatWasToldIsRememberedAsLongAsThereIsRoom() {
    repetitions.count("closes");
    others(9_999);
    assertThat(repetitions.count("closes")).isEqualTo(2);
  }

  @Test
  void whatWasNotToldForLongestIsForgotten() {
    repetitions.count("closes");
    others(10_000);
    assertThat(repetitions.count("closes")).isEqualTo(1);
  }

  @Test
  void whatIsToldAgainIsNotTheFirstToBeForgotten() {
    repetitions.count("closes");
    others(9_999);
    repetitions.count("closes");
    repetitions.count("one too many");
    assertThat(repetitions.count("closes")).isEqualTo(3);
  }
}
