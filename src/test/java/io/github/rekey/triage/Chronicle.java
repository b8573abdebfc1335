package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.Baselining;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Killer;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.RotationState;
import io.github.rekey.rotation.ToyAzure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets events befall a house, holds the invariants against it, and can tell how it came. */
final class Chronicle {
  private static final int MOST_TURNS = 3000;
  private static final Duration A_DAY = Duration.ofDays(1);

  private final ToyHouse house = new ToyHouse();
  private final List<String> told = new ArrayList<>();
  private final Map<String, Map<KeySlot, Integer>> regenerations = new HashMap<>();
  private final Map<String, Rotation> rotations = new HashMap<>();
  private int steps;
  private boolean busy = true;

  int steps() {
    return steps;
  }

  /** One event and then some turns, each a step. */
  void befalls(WorldEvent event, int number, int turns) {
    told.add("%s: %s (%d)".formatted(house.clock.instant(), event.words(), number));
    int incidents = house.incidents.recent(Integer.MAX_VALUE).size();
    step(() -> event.befall(house, number));
    if (event == WorldEvent.AN_EVENT_OF_REKEYS_OWN_COMES) {
      holds(4, house.incidents.recent(Integer.MAX_VALUE).size() == incidents, "its echo counts");
    }
    for (int i = 0; i < turns; i++) {
      step(house::turnAndWait);
    }
  }

  /** Everything outside is well again: what is under way comes to an end. */
  void endsWell() {
    for (WorldEvent cure :
        List.of(
            WorldEvent.ADA_RESUMES,
            WorldEvent.TARGETS_CAN_BE_READ_AGAIN,
            WorldEvent.CLIENTS_COME_BACK,
            WorldEvent.THE_APP_RESTARTS)) {
      befalls(cure, 0, 0);
    }
    house.restart(Killer.never(point -> {}));
    for (int turn = 0; turn < MOST_TURNS && busy; turn++) {
      step(() -> busy = house.turnAndWait());
    }
    holds(7, !busy, "it never comes to rest");
    holds(7, house.incidents.running() == 0, "a rotation is still under way");
    holds(
        7,
        house.incidents.open(ToyAzure.RESOURCE).stream()
            .allMatch(i -> i.state() == Incident.State.ASKING),
        "an incident neither asks nor is closed");
  }

  private void step(Runnable what) {
    steps++;
    boolean paused = house.stores.controls().paused();
    int regenerated = house.azure.regenerated.size();
    List<String> history = List.copyOf(house.azure.history);
    house.survives(what, death -> told.add("  killed at " + death));
    List<String> done = house.azure.history.subList(history.size(), house.azure.history.size());
    done.forEach(each -> told.add("  " + each));
    holds(8, !paused || done.isEmpty(), "it acts though it is paused");
    started();
    house
        .azure
        .regenerated
        .subList(regenerated, house.azure.regenerated.size())
        .forEach(slot -> regenerated(slot, done));
    house.journals.all().forEach(this::resumes);
  }

  private void started() {
    for (Rotation rotation : house.incidents.all()) {
      if (rotations.putIfAbsent(rotation.id().value(), rotation) == null) {
        boolean approved = approved(rotation);
        told.add("  starts %s %s".formatted(rotation.id().value(), rotation.plan().kind()));
        int today = house.incidents.startedWithin(ToyAzure.RESOURCE, A_DAY, house.clock.instant());
        holds(8, approved || today <= Policy.standard().perResourceADay(), "over the daily cap");
        holds(8, house.incidents.running() <= 1, "two rotations of a resource at once");
        holds(1, approved || rotation.plan().kind() != PlanKind.COMPROMISE, "nobody approved");
      }
    }
  }

  private boolean approved(Rotation rotation) {
    return house.stores.approvals().of(rotation.incident()).stream()
        .anyMatch(given -> rotation.id().value().equals(given.rotation()));
  }

  private void regenerated(KeySlot slot, List<String> done) {
    Rotation rotation = house.incidents.all().get(house.incidents.all().size() - 1);
    String id = rotation.id().value();
    int times =
        regenerations
            .computeIfAbsent(id, none -> new EnumMap<>(KeySlot.class))
            .merge(slot, 1, Integer::sum);
    holds(2, times == 1, "regenerated again");
    holds(
        1,
        rotation.plan().kind() == PlanKind.COMPROMISE
            || done.stream().noneMatch(each -> each.endsWith("while the app uses it")),
        "a key in use is regenerated");
    RotationState state =
        RotationState.fold(rotation.plan(), house.journals.entries(rotation.id()));
    holds(5, Baselining.taken(state).map(Baseline::clients).orElse(0) > 0, "without a baseline");
  }

  /** The plan that it was started with still fits its journal. */
  private void resumes(RotationId id) {
    Rotation known = rotations.get(id.value());
    holds(9, house.incidents.rotation(id.value()).filter(known::equals).isPresent(), "re-planned");
    RotationState.fold(known.plan(), house.journals.entries(id));
  }

  private void holds(int invariant, boolean kept, String otherwise) {
    assertThat(kept)
        .withFailMessage(
            () ->
                "invariant %d: %s; what happened:%n%s"
                    .formatted(invariant, otherwise, String.join("\n", told)))
        .isTrue();
  }
}
