package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.rekey.azure.ArmLimits;
import io.github.rekey.azure.Pacer;
import io.github.rekey.rotation.CallBudget.Cost;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.rotation.Turn;
import io.github.rekey.rotation.Urgency;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That whoever may go on is woken, whatever became of the last wake-up. */
class ConductorTest {
  private static final ResourceId OTHER =
      new ResourceId(ToyAzure.RESOURCE.value().replace("/chat", "/other"));

  private final Pacer pacer =
      new Pacer(ArmLimits.documented(), new SimpleMeterRegistry(), new TickingClock());
  private final List<ResourceId> woken = new ArrayList<>();

  private void reserve(ResourceId resource) {
    pacer.reserve(new Turn(resource, Urgency.BACKGROUND), new Cost(0, 160));
  }

  @BeforeEach
  void oneWaitsBehindAnother() {
    reserve(OTHER);
    reserve(ToyAzure.RESOURCE);
  }

  @Test
  void whoeverMayGoOnSoonerIsWoken() {
    Conductor conductor = new Conductor(pacer, woken::add);
    conductor.beat();
    assertThat(woken).isEmpty();
    pacer.settle(OTHER, true);
    conductor.beat();
    assertThat(woken).containsExactly(ToyAzure.RESOURCE);
    conductor.close();
  }

  @Test
  void aWakeUpThatFailsDoesNotEndTheBeats() {
    Conductor conductor =
        new Conductor(
            pacer,
            resource -> {
              throw new IllegalStateException("the database is away");
            });
    pacer.settle(OTHER, true);
    assertThatCode(conductor::beat).doesNotThrowAnyException();
    conductor.close();
  }
}
