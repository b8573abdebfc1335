package io.github.rekey.triage;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.Journal;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One complete Rekey, with its own store, on a toy Azure that somebody else may change too. */
final class ToyInstallation {
  private static final int MOST_TURNS = 3000;

  final PaperIncidents incidents = new PaperIncidents();
  final List<Feed.Happening> feed = new ArrayList<>();
  private final TickingClock clock;
  private final ToyTriage triage;
  private final AlertRouter router;

  ToyInstallation(ToyAzure azure, Journal journal, String principal, TickingClock clock) {
    this.clock = clock;
    Fleet fleet = ToyTriage.fleet(azure);
    triage =
        new ToyTriage(
            azure,
            ToyTriage.Stores.on(incidents, journal),
            fleet,
            Policy.standard(),
            feed::add,
            clock);
    router =
        new AlertRouter(
            fleet,
            incidents,
            resource -> {},
            new Announcer(feed::add, clock),
            new OwnIdentity(principal, null)::made,
            triage.expected,
            clock);
  }

  void hear(Alert alert) {
    router.accept(alert);
  }

  /** One turn of work: when to come back, or nothing to do. */
  Optional<Duration> turn() {
    return triage.responder.turn(ToyAzure.RESOURCE, () -> {}) instanceof Next.After after
        ? Optional.of(after.delay().isZero() ? Duration.ofMillis(5) : after.delay())
        : Optional.empty();
  }

  void workToIdle() {
    for (int i = 0; i < MOST_TURNS; i++) {
      Optional<Duration> again = turn();
      if (again.isEmpty()) {
        return;
      }
      clock.tick(again.get());
    }
    throw new AssertionError("never idle");
  }

  Optional<Incident> asking() {
    return incidents
        .open(ToyAzure.RESOURCE)
        .filter(incident -> incident.state() == Incident.State.ASKING);
  }

  /** The person who is asked approves what is proposed, or else closes the matter. */
  void answer(Incident incident) {
    Question question = incident.question();
    if (question == null || question.plan() == null) {
      triage.decisions.reject(incident.id(), "ada");
    } else {
      triage.decisions.approve(incident.id(), question.plan(), "ada");
    }
  }

  Incident newest() {
    return incidents.recent(1).get(0);
  }

  List<String> reasons(String kind) {
    return feed.stream()
        .filter(happening -> happening.kind().equals(kind))
        .map(Feed.Happening::reason)
        .toList();
  }
}
