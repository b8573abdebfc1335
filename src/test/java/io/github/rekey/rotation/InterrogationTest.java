package io.github.rekey.rotation;

import static io.github.rekey.rotation.DataPlane.Answer.ACCEPTED;
import static io.github.rekey.rotation.DataPlane.Answer.REJECTED;
import static io.github.rekey.rotation.DataPlane.Answer.UNCLEAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three answers make one; whoever gets them asks no more often than that. */
class InterrogationTest {
  private static final AccessKey KEY = new AccessKey("any-value");

  private static DataPlane.Answer asked(DataPlane.Answer... answers) {
    Deque<DataPlane.Answer> left = new ArrayDeque<>(List.of(answers));
    DataPlane.Answer all =
        new Interrogation((endpoint, key) -> left.pop()).ask(ToyAzure.ENDPOINT, KEY);
    assertThat(left).isEmpty();
    return all;
  }

  @ParameterizedTest
  @EnumSource(DataPlane.Answer.class)
  void threeTimesTheSameIsTheAnswer(DataPlane.Answer answer) {
    assertThat(asked(answer, answer, answer)).isEqualTo(answer);
  }

  @Test
  void oneThatDiffersMakesItUnclear() {
    assertThat(asked(ACCEPTED, REJECTED)).isEqualTo(UNCLEAR);
    assertThat(asked(REJECTED, REJECTED, ACCEPTED)).isEqualTo(UNCLEAR);
    assertThat(asked(ACCEPTED, ACCEPTED, UNCLEAR)).isEqualTo(UNCLEAR);
  }
}
