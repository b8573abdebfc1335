package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.CallBudget;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.rotation.Turn;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look is paid for before it is made: who cannot pay comes back instead of looking. */
class PaidTurnsTest {
  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();
  private final PaperIncidents incidents = new PaperIncidents();
  private final Purse purse = new Purse();
  private final ToyTriage triage =
      new ToyTriage(
          azure,
          ToyTriage.Stores.on(incidents, new PaperJournals()),
          ToyTriage.fleet(azure),
          Policy.standard(),
          happening -> {},
          purse,
          clock);

  /** A budget that says what it is told to. */
  private static final class Purse implements CallBudget {
    private Duration away = Duration.ZERO;
    private boolean rests;

    @Override
    public Duration reserve(Turn turn, Cost cost) {
      return cost.equals(new Cost(1, 1)) ? away : Duration.ZERO;
    }

    @Override
    public void settle(ResourceId resource, boolean atRest) {
      rests = atRest;
    }
  }

  @BeforeEach
  void noticed() {
    incidents.attach(ToyAzure.RESOURCE, Alerts.notice(null), clock.instant());
  }

  @Test
  void whoCannotPayForALookComesBackWhenToldAndHasNotLooked() {
    purse.away = Duration.ofSeconds(7);
    assertThat(triage.responder.turn(ToyAzure.RESOURCE, () -> {}))
        .isEqualTo(new Next.After(Duration.ofSeconds(7)));
    assertThat(azure.lists).isZero();
    assertThat(incidents.all()).isEmpty();
  }

  @Test
  void whoCanPayDoesNotComeBackForIt() {
    assertThat(triage.responder.turn(ToyAzure.RESOURCE, () -> {}))
        .isEqualTo(new Next.After(Duration.ZERO));
    assertThat(incidents.all()).hasSize(1);
  }

  @Test
  void whatIsNotSpentGoesBackOnceThereIsNothingMoreToDo() {
    Stretch stretch = new Stretch((resource, fence) -> new Next.Idle(), purse);
    stretch.turn(ToyAzure.RESOURCE, () -> {});
    assertThat(purse.rests).isTrue();
  }

  @Test
  void whoOnlyWaitsIsNotAtRest() {
    purse.rests = true;
    Next later = new Next.After(Duration.ofSeconds(1));
    new Stretch((resource, fence) -> later, purse).turn(ToyAzure.RESOURCE, () -> {});
    assertThat(purse.rests).isFalse();
  }
}
