package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ListingsTest {
  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();

  private Advance run() {
    Plan plan = new Plans(Timing.standard()).standbyFirst(SECONDARY, Process.GENERATIONS);
    return new Process(azure, new PaperJournal(), clock)
        .runToEnd(Process.rotation(plan, clock), azure.resource());
  }

  @Test
  void aRotationThatNothingHoldsUpListsKeysRightBeforeAndAfterItReplacesOne() {
    assertThat(run()).isInstanceOf(Advance.Completed.class);
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
    assertThat(azure.lists).isEqualTo(5);
  }

  @Test
  void theExposedKeyIsNotReplacedOnceSomebodyElseReplacedTheOneThatConsumersMovedTo() {
    azure.scanned = true;
    azure.outside =
        call -> {
          if (call.equals("before search") && azure.regenerated.contains(SECONDARY)) {
            azure.replace(SECONDARY);
            clock.tick(Duration.ofSeconds(6));
          }
        };
    Advance end = run();
    assertThat(((Advance.Stopped) end).failure().kind()).isEqualTo(FailureKind.WORLD_CHANGED);
    assertThat(azure.regenerated).containsExactly(SECONDARY);
  }
}
