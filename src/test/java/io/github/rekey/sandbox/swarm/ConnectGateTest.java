package io.github.rekey.sandbox.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConnectGateTest {
  private final ConnectGate gate = new ConnectGate(2);
  private final List<CompletableFuture<String>> started = new ArrayList<>();

  @Test
  void doesNotLetMoreThanItsNumberRunAtOnce() {
    pass(4);
    assertThat(started).hasSize(2);
  }

  @Test
  void letsTheNextOneInWhenOneEndsHoweverItEnds() {
    pass(4);
    started.get(0).complete("done");
    assertThat(started).hasSize(3);
    started.get(1).completeExceptionally(new IllegalStateException("refused"));
    assertThat(started).hasSize(4);
  }

  @Test
  void isFreeAgainWhenAllHaveEnded() {
    pass(2);
    started.forEach(stage -> stage.complete("done"));
    pass(2);
    assertThat(started).hasSize(4);
  }

  private void pass(int times) {
    for (int i = 0; i < times; i++) {
      gate.pass(
          () -> {
            started.add(new CompletableFuture<>());
            return started.get(started.size() - 1);
          });
    }
  }
}
