package io.github.rekey.triage;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.CallBudget;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.Journal;
import io.github.rekey.rotation.Killer;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.Process;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Runner;
import io.github.rekey.rotation.ToyAzure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Triage and rotation as the product wires them, on the toy Azure and on paper. */
public final class ToyTriage {
  public static final Duration HOLD_FOR = Duration.ofHours(4);

  /** What outlives a process. */
  record Stores(
      Incidents incidents,
      Approvals approvals,
      Orders orders,
      Controls controls,
      Line line,
      Journal journal) {
    static Stores on(PaperIncidents incidents, Journal journals) {
      return new Stores(
          incidents,
          new PaperApprovals(),
          new PaperOrders(),
          new PaperControls(),
          new PaperLine(incidents),
          journals);
    }

    /** The same as a process sees them that may be killed. */
    Stores dying(Killer killer) {
      return new Stores(
          Dying.store(Incidents.class, incidents, killer),
          Dying.store(Approvals.class, approvals, killer),
          Dying.store(Orders.class, orders, killer),
          controls,
          Dying.store(Line.class, line, killer),
          killer.writing(journal));
    }
  }

  final Approvals approvals;
  final Controls controls;
  final Journal journal;
  final ExpectedFailures expected;
  final Responder responder;
  final Decisions decisions;
  final Steering steering;
  final List<ResourceId> woken = new ArrayList<>();

  public ToyTriage(
      ToyAzure azure,
      PaperIncidents incidents,
      Fleet fleet,
      Policy policy,
      Feed feed,
      TickingClock clock) {
    this(azure, Stores.on(incidents, new PaperJournals()), fleet, policy, feed, clock);
  }

  ToyTriage(
      ToyAzure azure, Stores stores, Fleet fleet, Policy policy, Feed feed, TickingClock clock) {
    this(azure, stores, fleet, policy, feed, CallBudget.UNLIMITED, clock);
  }

  ToyTriage(
      ToyAzure azure,
      Stores stores,
      Fleet fleet,
      Policy policy,
      Feed feed,
      CallBudget budget,
      TickingClock clock) {
    this.approvals = stores.approvals();
    this.controls = stores.controls();
    this.journal = stores.journal();
    this.expected =
        new ExpectedFailures(stores.incidents(), stores.journal(), policy.expectedAfter());
    Incidents incidents = stores.incidents();
    Orders orders = stores.orders();
    Announcer announcer = new Announcer(feed, clock);
    Judge judge = judge(azure, stores, fleet, policy, announcer, clock);
    Runner runner =
        new Runner(
            stores.journal(),
            Process.actions(azure, clock),
            announcer,
            CallBudget.UNLIMITED,
            clock);
    Pauses pauses = new Pauses(controls, orders, runner, announcer, HOLD_FOR, clock);
    this.responder =
        new Responder(
            fleet,
            incidents,
            controls,
            new RotationTurn(incidents, orders, pauses, runner, judge, announcer, clock),
            new QuestionTurn(judge, incidents, approvals, announcer, HOLD_FOR, clock),
            judge,
            budget);
    this.decisions = new Decisions(incidents, approvals, judge, woken::add, HOLD_FOR, clock);
    this.steering = new Steering(incidents, orders, decisions, woken::add, clock);
  }

  private Judge judge(
      ToyAzure azure,
      Stores stores,
      Fleet fleet,
      Policy policy,
      Announcer announcer,
      TickingClock clock) {
    return Judges.of(
        azure,
        policy,
        new Histories(stores.incidents(), expected),
        stores.incidents(),
        Turnstiles.of(policy, fleet, stores.incidents(), stores.line(), clock),
        announcer,
        clock);
  }

  public Responder responder() {
    return responder;
  }

  public ExpectedFailures expected() {
    return expected;
  }

  /** The toy resource, with the targets that it has at the moment. */
  static Fleet fleet(ToyAzure azure) {
    return new Fleet() {
      @Override
      public List<ManagedResource> all() {
        return List.of(azure.resource());
      }

      @Override
      public Optional<ManagedResource> find(ResourceId id) {
        return all().stream().filter(r -> r.id().equals(id)).findFirst();
      }
    };
  }
}
