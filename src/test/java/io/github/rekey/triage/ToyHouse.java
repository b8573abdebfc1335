package io.github.rekey.triage;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.Killer;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Triage and rotation on the toy Azure, with stores that outlive each process. */
final class ToyHouse {
  static final Alert NOTICE = Alerts.notice(null);
  private static final int MOST_TURNS = 3000;

  final TickingClock clock = new TickingClock();
  final ToyAzure azure = new ToyAzure();
  final PaperIncidents incidents = new PaperIncidents();
  final PaperJournals journals = new PaperJournals();
  final ToyTriage.Stores stores = ToyTriage.Stores.on(incidents, journals);
  final List<Feed.Happening> feed = new ArrayList<>();
  private final Set<Alert> taken = new HashSet<>();
  private final Fleet fleet;
  private Life life;
  private Killer killer;

  /** One process: what it holds in memory dies with it. */
  private final class Life {
    private final ToyTriage triage;
    private final AlertRouter router;

    Life(Killer killer) {
      azure.outside = killer;
      ToyTriage.Stores kept = stores.dying(killer);
      triage = new ToyTriage(azure, kept, fleet, Policy.standard(), feed::add, clock);
      router =
          new AlertRouter(
              fleet,
              kept.incidents(),
              resource -> {},
              new Announcer(feed::add, clock),
              new OwnIdentity("rekey", null)::made,
              triage.expected(),
              clock);
    }
  }

  ToyHouse() {
    this.fleet = ToyTriage.fleet(azure);
    restart(Killer.never(point -> {}));
  }

  /** A new process takes over. */
  void restart(Killer next) {
    killer = next;
    life = new Life(next);
  }

  /** The inbox hands an alert on again until it has been taken once. */
  void raise(Alert alert) {
    if (!taken.contains(alert)) {
      life.router.accept(alert);
      taken.add(alert);
    }
  }

  Decisions decisions() {
    return life.triage.decisions;
  }

  Steering steering() {
    return life.triage.steering;
  }

  Next turn(Fence fence) {
    return life.triage.responder.turn(ToyAzure.RESOURCE, fence);
  }

  /** One turn, and the time until the next one. */
  boolean turnAndWait() {
    Next next = turn(() -> {});
    if (next instanceof Next.Idle) {
      return false;
    }
    Duration delay = ((Next.After) next).delay();
    clock.tick(delay.isZero() ? Duration.ofMillis(5) : delay);
    return true;
  }

  /** Turns until there is nothing to do before the next wake-up. */
  void work() {
    for (int i = 0; i < MOST_TURNS; i++) {
      if (!turnAndWait()) {
        return;
      }
    }
    throw new AssertionError("never idle");
  }

  /** Has this process killed once it has touched journal, incidents or world so many times. */
  void killAfter(int points) {
    restart(new Killer(points, point -> {}));
  }

  /** Does it, and if the process is killed over it, has another one take over. */
  void survives(Runnable what, Consumer<String> death) {
    try {
      what.run();
    } catch (Killer.Killed killed) {
      death.accept(killer.points().get(killer.points().size() - 1));
      restart(Killer.never(point -> {}));
    }
  }

  /** The app loads what its place holds. */
  void restartApp() {
    azure.appIgnoresRestart = false;
    azure.usedByApp = azure.stored.get("settings");
  }

  Optional<Incident> asking() {
    return incidents
        .open(ToyAzure.RESOURCE)
        .filter(incident -> incident.state() == Incident.State.ASKING);
  }

  Incident latest() {
    return incidents.recent(1).get(0);
  }
}
