package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One rotation in a toy world, lived through by as many processes as are killed. */
final class Lives {
  private static final Duration DOWN = Duration.ofSeconds(3);

  static final List<List<String>> MANY_PLACES =
      List.of(List.of("vault", "east", "west"), List.of("settings"), List.of("hook"));

  final TickingClock clock = new TickingClock();
  final ToyAzure azure = new ToyAzure();

  /** When regenerateKey was sent. */
  final List<Instant> sent = new ArrayList<>();

  final List<String> deaths = new ArrayList<>();
  private ToyAzure.Outside meanwhile = point -> {};
  private final PaperJournal paper = new PaperJournal();
  private final Rotation rotation;

  Lives(PlanKind kind, List<List<String>> generations, Trouble trouble) {
    generations.stream()
        .flatMap(List::stream)
        .forEach(place -> azure.stored.put(place, azure.usedByApp));
    azure.scanned = true;
    trouble.befall(azure);
    rotation = Process.rotation(plan(kind, generations), clock);
  }

  static Plan plan(PlanKind kind, List<List<String>> generations) {
    Plans plans = new Plans(Timing.standard());
    return switch (kind) {
      case STANDBY_FIRST -> plans.standbyFirst(SECONDARY, generations);
      case REDISTRIBUTE -> plans.redistribute(SECONDARY, generations);
      case REPLACE_UNUSED -> plans.replaceUnused(SECONDARY);
      case COMPROMISE -> plans.compromise(SECONDARY, generations);
    };
  }

  /** What else happens while the process passes its points. */
  void meanwhile(ToyAzure.Outside other) {
    meanwhile = other;
  }

  /** One process until it dies at the point; false if it came to the rotation's end instead. */
  boolean dies(int point) {
    Killer killer = new Killer(point, this::watch);
    try {
      live(killer);
      return false;
    } catch (Killer.Killed killed) {
      deaths.add(killer.points().get(point));
      clock.tick(DOWN);
      return true;
    }
  }

  /** The last process, which nobody kills; answers the points that it passed. */
  List<String> livesOn() {
    Killer never = Killer.never(this::watch);
    assertThat(live(never)).as("%s", this).isInstanceOf(Advance.Completed.class);
    return never.points();
  }

  /** How the rotation ends if nobody kills its process. */
  Advance end() {
    return live(Killer.never(this::watch));
  }

  private Advance live(Killer killer) {
    azure.outside = killer;
    return new Process(azure, killer.writing(paper), clock).runToEnd(rotation, azure.resource());
  }

  /** What holds at every moment. */
  private void watch(String point) {
    if (point.equals("before regenerate")) {
      sent.add(clock.instant());
    }
    meanwhile.around(point);
    if (gentle() && !azure.keys.containsValue(azure.usedByApp)) {
      throw new AssertionError("the app's key does not work %s of %s".formatted(point, this));
    }
  }

  private boolean gentle() {
    return rotation.plan().kind() != PlanKind.COMPROMISE;
  }

  /** What holds at the end, whatever happened between. */
  void demandSameWorldAs(Lives undisturbed) {
    demandSameKeysAs(undisturbed);
    assertThat(evidence()).as("%s", this).isEqualTo(undisturbed.evidence());
  }

  /** The same, whatever could be put on record of it. */
  void demandSameKeysAs(Lives undisturbed) {
    assertThat(azure.regenerated).as("%s", this).isEqualTo(undisturbed.azure.regenerated);
    assertThat(azure.keys).as("%s", this).isEqualTo(undisturbed.azure.keys);
    assertThat(azure.stored).as("%s", this).isEqualTo(undisturbed.azure.stored);
    assertThat(azure.usedByApp).as("%s", this).isEqualTo(undisturbed.azure.usedByApp);
    assertThat(azure.retired).as("%s", this).containsAll(azure.stored.keySet());
    demandOrder();
  }

  /** Standby before exposed; exposed only after everybody was given the standby key. */
  private void demandOrder() {
    if (gentle()) {
      assertThat(azure.history).as("%s", this).noneMatch(h -> h.contains("while the app uses it"));
    }
    if (azure.regenerated.contains(PRIMARY)) {
      List<String> before =
          azure.history.stream().takeWhile(h -> !h.startsWith("regenerate " + PRIMARY)).toList();
      assertThat(before).as("%s", this).startsWith("regenerate " + SECONDARY);
      for (String place : azure.stored.keySet()) {
        assertThat(before).as("%s", this).contains("write " + place);
      }
    }
  }

  /** Every step ended once, and what is on record of keys, clients and places, without times. */
  private Map<String, String> evidence() {
    Map<String, String> evidence = new TreeMap<>();
    RotationState.fold(rotation.plan(), paper.all())
        .notes()
        .forEach(
            (note, value) -> {
              if (!note.startsWith("act")) {
                evidence.put(note, note.contains("since") ? "noted" : value);
              }
            });
    evidence.remove("baseline.at");
    paper.all().stream()
        .filter(
            e -> e instanceof JournalEntry.Ended end && end.outcome() instanceof StepOutcome.Done)
        .forEach(e -> evidence.merge("step " + e.step(), "done", (a, b) -> a + b));
    return evidence;
  }

  @Override
  public String toString() {
    return rotation.plan().kind() + " killed at " + deaths;
  }
}
