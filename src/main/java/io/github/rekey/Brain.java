package io.github.rekey;

import io.github.rekey.rotation.Baselining;
import io.github.rekey.rotation.CallBudget;
import io.github.rekey.rotation.ConsumerProofs;
import io.github.rekey.rotation.Distribution;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.HolderSearch;
import io.github.rekey.rotation.Holders;
import io.github.rekey.rotation.Interrogation;
import io.github.rekey.rotation.Journal;
import io.github.rekey.rotation.KeyProofs;
import io.github.rekey.rotation.KeyWatch;
import io.github.rekey.rotation.Listings;
import io.github.rekey.rotation.OldKeys;
import io.github.rekey.rotation.Parallel;
import io.github.rekey.rotation.Plans;
import io.github.rekey.rotation.Proofs;
import io.github.rekey.rotation.Regeneration;
import io.github.rekey.rotation.Runner;
import io.github.rekey.rotation.StepActions;
import io.github.rekey.rotation.Timing;
import io.github.rekey.rotation.UnknownHolders;
import io.github.rekey.triage.Announcer;
import io.github.rekey.triage.Approvals;
import io.github.rekey.triage.Controls;
import io.github.rekey.triage.ExpectedFailures;
import io.github.rekey.triage.FirstRotation;
import io.github.rekey.triage.Histories;
import io.github.rekey.triage.Incidents;
import io.github.rekey.triage.Investigator;
import io.github.rekey.triage.Judge;
import io.github.rekey.triage.Orders;
import io.github.rekey.triage.Pauses;
import io.github.rekey.triage.Policy;
import io.github.rekey.triage.QuestionTurn;
import io.github.rekey.triage.Responder;
import io.github.rekey.triage.RotationTurn;
import io.github.rekey.triage.TruthTable;
import io.github.rekey.triage.Turnstile;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Triage and rotation, wired on the ports that they are given. */
record Brain(
    Judge judge,
    Responder responder,
    Turnstile turnstile,
    Announcer announcer,
    ExpectedFailures expected) {

  /** What is decided by and acted on. */
  record Ports(
      AzureSide azure,
      Fleet fleet,
      Incidents incidents,
      Approvals approvals,
      Orders orders,
      Journal journal,
      Controls controls,
      Announcer announcer,
      List<HolderSearch> searches) {}

  static Brain wire(
      Ports ports,
      Fingerprinter fingerprints,
      Turnstile turnstile,
      Policy policy,
      Duration holdFor,
      Timing timing,
      Parallel parallel,
      Clock clock) {
    CallBudget budget = ports.azure().pacer();
    Interrogation interrogation = new Interrogation(ports.azure().dataPlane());
    ExpectedFailures expected =
        new ExpectedFailures(ports.incidents(), ports.journal(), policy.expectedAfter());
    Judge judge =
        new Judge(
            new Investigator(ports.azure().keys(), interrogation, fingerprints, parallel),
            new TruthTable(new Plans(timing), policy),
            new Histories(ports.incidents(), expected),
            ports.incidents(),
            turnstile,
            ports.announcer(),
            clock);
    StepActions actions = actions(ports, interrogation, fingerprints, timing, parallel, clock);
    Runner runner = new Runner(ports.journal(), actions, ports.announcer(), budget, clock);
    return new Brain(
        judge,
        responder(ports, judge, runner, budget, holdFor, clock),
        turnstile,
        ports.announcer(),
        expected);
  }

  private static Responder responder(
      Ports ports, Judge judge, Runner runner, CallBudget budget, Duration holdFor, Clock clock) {
    Announcer announcer = ports.announcer();
    Pauses pauses = new Pauses(ports.controls(), ports.orders(), runner, announcer, holdFor, clock);
    return new Responder(
        ports.fleet(),
        ports.incidents(),
        ports.controls(),
        new RotationTurn(
            ports.incidents(), ports.orders(), pauses, runner, judge, announcer, clock),
        new QuestionTurn(judge, ports.incidents(), ports.approvals(), announcer, holdFor, clock),
        judge,
        budget);
  }

  private static StepActions actions(
      Ports ports,
      Interrogation interrogation,
      Fingerprinter fingerprints,
      Timing timing,
      Parallel parallel,
      Clock clock) {
    OldKeys old = new OldKeys();
    KeyWatch watch = new KeyWatch(interrogation, fingerprints, timing);
    var keys = ports.azure().keys();
    Listings listings = new Listings(keys, fingerprints, clock);
    Distribution distribution = new Distribution(listings, parallel, timing, old, watch);
    return new StepActions(
        new Baselining(new FirstRotation(ports.incidents()::rotations)),
        new Regeneration(keys, listings, fingerprints, old, timing, watch, clock),
        distribution,
        new Proofs(
            new KeyProofs(listings, interrogation, fingerprints, old, timing),
            new ConsumerProofs(listings, distribution, parallel, timing, watch, clock),
            new UnknownHolders(keys, new Holders(ports.searches(), parallel, fingerprints))));
  }
}
