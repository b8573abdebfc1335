package io.github.rekey.triage;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.ToyAzure;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ObjIntConsumer;

/** What may happen to an installation, in any order; the number says how, where that matters. */
enum WorldEvent {
  A_NOTICE_ARRIVES((house, n) -> house.raise(Alerts.notice(n % 3 == 0 ? slot(n) : null))),
  A_NOTICE_COMES_AGAIN((house, n) -> house.raise(ToyHouse.NOTICE)),
  CLIENTS_ARE_REFUSED((house, n) -> house.raise(Alerts.authFailure(house.clock.instant()))),
  BOB_REGENERATES(
      (house, n) -> {
        house.azure.replace(slot(n));
        house.raise(Alerts.regeneratedBy("bob"));
      }),
  AN_EVENT_OF_REKEYS_OWN_COMES((house, n) -> house.raise(Alerts.regeneratedBy("rekey"))),
  ADA_REPORTS_A_LEAK(
      (house, n) -> house.raise(Alerts.report(Alert.OperatorReport.Kind.KEYS_LEAKED))),
  ADA_ASKS_FOR_NEW_KEYS((house, n) -> house.raise(Alerts.report(Alert.OperatorReport.Kind.ROTATE))),
  AZURE_REPLACES_A_KEY((house, n) -> house.azure.replace(slot(n))),
  TARGETS_CANNOT_BE_READ(
      (house, n) -> house.azure.readsFail = failure(CallFailed.Kind.UNAVAILABLE, false)),
  TARGETS_CAN_BE_READ_AGAIN((house, n) -> house.azure.readsFail = null),
  A_DELIVERY_IS_REFUSED(
      (house, n) -> house.azure.nextDeliveryFails = failure(CallFailed.Kind.NO_RIGHT, false)),
  A_DELIVERY_IS_NOT_ANSWERED(
      (house, n) -> {
        house.azure.writtenBeforeFailure = n % 2 == 0;
        house.azure.nextDeliveryFails = failure(CallFailed.Kind.UNAVAILABLE, true);
      }),
  A_REGENERATION_IS_NOT_ANSWERED(
      (house, n) -> {
        house.azure.effectBeforeFailure = n % 2 == 0;
        house.azure.nextRegenerateFails = failure(CallFailed.Kind.UNAVAILABLE, true);
      }),
  A_REGENERATION_IS_THROTTLED(
      (house, n) -> {
        house.azure.effectBeforeFailure = false;
        house.azure.nextRegenerateFails = failure(CallFailed.Kind.THROTTLED, false);
      }),
  A_REGENERATION_CHANGES_NOTHING((house, n) -> house.azure.changesNothing = true),
  ALL_CLIENTS_DROP((house, n) -> house.azure.clients = 0),
  CLIENTS_COME_BACK((house, n) -> house.azure.clients = 200),
  THE_APP_IGNORES_RESTARTS((house, n) -> house.azure.appIgnoresRestart = true),
  THE_APP_RESTARTS((house, n) -> house.restartApp()),
  THE_PROCESS_IS_KILLED((house, n) -> house.killAfter(n)),
  ADA_PAUSES((house, n) -> house.stores.controls().pause(true, "ada")),
  ADA_RESUMES((house, n) -> house.stores.controls().pause(false, "ada")),
  ADA_APPROVES(
      (house, n) ->
          house
              .asking()
              .ifPresent(i -> house.decisions().approve(i.id(), i.question().plan(), "ada"))),
  ADA_REJECTS((house, n) -> house.asking().ifPresent(i -> house.decisions().reject(i.id(), "ada"))),
  ADA_RETRIES((house, n) -> house.asking().ifPresent(i -> house.decisions().retry(i.id(), "ada"))),
  ADA_ABORTS(
      (house, n) ->
          house
              .incidents
              .running(ToyAzure.RESOURCE)
              .map(Rotation::id)
              .ifPresent(id -> house.steering().abort(id.value(), "ada"))),
  MINUTES_PASS((house, n) -> house.clock.tick(Duration.ofMinutes(n))),
  HOURS_PASS((house, n) -> house.clock.tick(Duration.ofHours(n)));

  private final ObjIntConsumer<ToyHouse> effect;

  WorldEvent(ObjIntConsumer<ToyHouse> effect) {
    this.effect = effect;
  }

  void befall(ToyHouse house, int number) {
    effect.accept(house, number);
  }

  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static KeySlot slot(int number) {
    return KeySlot.values()[number % 2];
  }

  private static CallFailed failure(CallFailed.Kind kind, boolean effectPossible) {
    return new CallFailed(kind, kind.name(), effectPossible, null, null);
  }
}
