package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static io.github.rekey.target.FakeContainerApp.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerAppTargetIT extends ContainerAppCase {
  @Test
  void changesTheOneSecretAndSendsAllOthersAsTheyWere() {
    ContainerAppTarget target = seen(single);
    assertThat(look(target)).isInstanceOf(StepOutcome.NotYet.class);
    assertThat(single.value(SECRET)).isEqualTo(connectionString(Keys.NEW));
    assertThat(single.value("first")).isEqualTo("stays");
    assertThat(single.secret("elsewhere").path("keyVaultUrl").asText()).isEqualTo(ELSEWHERE);
    assertThat(single.secret("elsewhere").path("identity").asText()).isEqualTo("system");
    assertThat(target.name()).isEqualTo("container-app:single/signalr");
    assertThat(target.read()).isEqualTo(new Holding.Key(Keys.NEW));
  }

  @Test
  void restartsOnlyOnceTheUpdateIsDoneAndIsDoneWhenTheInstancesSignWithTheKey() {
    ContainerAppTarget target = seen(single);
    look(target);
    assertThat(waitingFor(look(target))).contains("finish an update");
    assertThat(single.calls()).containsExactly("write");
    assertThat(waitingFor(look(target))).isEqualTo("revision single--a to restart");
    assertThat(evidence(look(target))).contains("its instances sign with it");
    assertThat(single.calls()).containsExactly("write", "restart single--a");
    assertThat(fence.checks()).isEqualTo(2);
  }

  @Test
  void doesNotWaitForTheOperationByPollingIt() {
    look(seen(single));
    assertThat(azure.count("operation")).isZero();
  }

  @Test
  void restartsAgainWhenARestartWasIgnored() {
    ContainerAppTarget target = seen(single);
    single.ignoreRestarts(1);
    looks(target, 4);
    assertThat(waitingFor(look(target))).contains("0 of 1 instances sign with it");
    assertThat(single.calls()).containsExactly("write", "restart single--a");
    clock.tick(Duration.ofMinutes(3));
    look(target);
    assertThat(look(target)).isInstanceOf(StepOutcome.Done.class);
    assertThat(single.calls()).containsExactly("write", "restart single--a", "restart single--a");
  }

  @Test
  void doesNotRestartWhatSignsWithTheKeyAlready() {
    single.with(SECRET, connectionString(Keys.NEW)).started();
    assertThat(look(seen(single))).isInstanceOf(StepOutcome.Done.class);
    assertThat(single.calls()).isEmpty();
  }

  @Test
  void restartsOnceMoreWhenItsNotesWereLost() {
    ContainerAppTarget target = unseen(single);
    looks(target, 3);
    notes = Map.of();
    looks(target, 3);
    assertThat(single.calls()).containsExactly("write", "restart single--a", "restart single--a");
  }

  @Test
  void withoutAHubWaitsForTheStateAndTheGraceAndSaysThatNobodySees() {
    ContainerAppTarget target = unseen(single);
    looks(target, 3);
    single.state("single--a", "Processing");
    clock.tick(Duration.ofMinutes(2));
    assertThat(waitingFor(look(target))).contains("to run (Processing)");
    single.state("single--a", "RunningAtMaxScale");
    assertThat(evidence(look(target))).contains("without a hub nobody sees");
  }

  @Test
  void doesNotTakeTheStateForTheRestartBeforeTheGraceIsOver() {
    ContainerAppTarget target = unseen(single);
    looks(target, 3);
    clock.tick(Duration.ofSeconds(59));
    assertThat(look(target)).isInstanceOf(StepOutcome.NotYet.class);
    clock.tick(Duration.ofSeconds(1));
    assertThat(look(target)).isInstanceOf(StepOutcome.Done.class);
  }

  @Test
  void restartsTheRevisionsOneAfterAnotherAndAsksBeforeEachButTheFirst() {
    ContainerAppTarget target = seen(multiple);
    Instant first = clock.instant();
    looks(target, 4);
    assertThat(multiple.calls()).containsExactly("write", "restart multiple--a");
    assertThat(asked).isEmpty();
    clock.tick(Duration.ofMinutes(1));
    held = "clients to come back";
    assertThat(waitingFor(look(target))).isEqualTo("clients to come back");
    assertThat(multiple.calls()).hasSize(2);
    held = null;
    look(target);
    assertThat(multiple.calls())
        .containsExactly("write", "restart multiple--a", "restart multiple--b");
    assertThat(asked).containsExactly(first, first);
    clock.tick(Duration.ofMinutes(1));
    assertThat(look(target)).isInstanceOf(StepOutcome.Done.class);
  }

  @Test
  void restartsTheRevisionsInTurnAgainWhileAnInstanceSignsWithAnotherKey() {
    ContainerAppTarget target = seen(multiple);
    looks(target, 2);
    multiple.ignoreRestarts(1);
    look(target);
    clock.tick(Duration.ofMinutes(1));
    look(target);
    clock.tick(Duration.ofMinutes(1));
    assertThat(look(target)).isInstanceOf(StepOutcome.NotYet.class);
    assertThat(multiple.calls()).hasSize(3);
    clock.tick(Duration.ofMinutes(1));
    look(target);
    clock.tick(Duration.ofMinutes(1));
    assertThat(look(target)).isInstanceOf(StepOutcome.Done.class);
    assertThat(multiple.calls())
        .containsExactly(
            "write", "restart multiple--a", "restart multiple--b", "restart multiple--a");
  }

  @Test
  void tellsThatNoRevisionIsActive() {
    single.stopAll();
    looks(unseen(single), 2);
    assertThat(evidence(look(unseen(single)))).contains("none of its revisions is active");
    assertThat(single.calls()).containsExactly("write");
  }

  @Test
  void doesNotWriteWhereAnotherSecretWouldBeLost() {
    single.secret("first").remove("value");
    CallFailed failure = failure(single);
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.REFUSED);
    assertThat(failure).hasMessageContaining("secret first of container app single");
    assertThat(single.calls()).isEmpty();
  }

  @Test
  void doesNotTouchASecretOfAnotherResource() {
    single.with(SECRET, connectionString(Keys.OLD).replace("//chat.", "//other."));
    assertThat(failure(single).kind()).isEqualTo(CallFailed.Kind.REFUSED);
    assertThat(single.calls()).isEmpty();
  }

  @Test
  void tellsThatTheSecretIsMissing() {
    single.remove(SECRET);
    assertThat(unseen(single).read()).isInstanceOf(Holding.Nothing.class);
    assertThat(failure(single).kind()).isEqualTo(CallFailed.Kind.GONE);
    assertThat(failure(single)).hasMessageContaining("has no secret signalr");
  }
}
