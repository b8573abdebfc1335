package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.CallBudget;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class StretchTest {
  private static final Next AT_ONCE = new Next.After(Duration.ZERO);
  private static final Next LATER = new Next.After(Duration.ofSeconds(1));
  private final Deque<Next> answers = new ArrayDeque<>();
  private final Stretch stretch =
      new Stretch((resource, fence) -> answers.pop(), CallBudget.UNLIMITED);

  private Next turn() {
    return stretch.turn(ToyAzure.RESOURCE, () -> {});
  }

  @Test
  void goesOnUntilThereIsSomethingToWaitFor() {
    answers.addAll(List.of(AT_ONCE, AT_ONCE, LATER, AT_ONCE));
    assertThat(turn()).isEqualTo(LATER);
    assertThat(answers).hasSize(1);
  }

  @Test
  void doesNotGoOnOnceThereIsNothingToDo() {
    answers.addAll(List.of(new Next.Idle(), AT_ONCE));
    assertThat(turn()).isEqualTo(new Next.Idle());
    assertThat(answers).hasSize(1);
  }

  @Test
  void doesNotKeepOthersWaitingForLong() {
    for (int i = 0; i < 100; i++) {
      answers.add(AT_ONCE);
    }
    assertThat(turn()).isEqualTo(AT_ONCE);
    assertThat(answers).hasSize(88);
  }
}
