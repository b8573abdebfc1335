package io.github.rekey.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at every proof that consumers use the key, and then counts connections: a count is worth
 * something only once everybody is on the key and no canary of our own is connected.
 */
public final class ConsumerProofs {
  private final Listings listings;
  private final Distribution distribution;
  private final Parallel parallel;
  private final Timing timing;
  private final KeyWatch watch;
  private final Clock clock;

  public ConsumerProofs(
      Listings listings,
      Distribution distribution,
      Parallel parallel,
      Timing timing,
      KeyWatch watch,
      Clock clock) {
    this.listings = listings;
    this.distribution = distribution;
    this.parallel = parallel;
    this.timing = timing;
    this.watch = watch;
    this.clock = clock;
  }

  StepOutcome look(StepContext context) {
    List<Proof> proofs = context.resource().proofs();
    if (proofs.isEmpty()) {
      return new StepOutcome.Failed(
          FailureKind.NO_EVIDENCE, "no proof is configured for this resource's consumers");
    }
    String since = note("uses-it-since", context);
    Optional<String> counting = context.state().note(since);
    return counting.isEmpty()
        ? use(context, proofs, since)
        : count(context, proofs, counting.get());
  }

  /** First: does everybody use the key? Canaries of our own connect here. */
  private StepOutcome use(StepContext context, List<Proof> proofs, String since) {
    StepOutcome outcome = look(context, without(proofs, Proof.Sort.COUNTING), context.startedAt());
    return outcome instanceof StepOutcome.Done
        ? new StepOutcome.NotYet(
            "clients to be counted", Duration.ZERO, Map.of(since, clock.instant().toString()))
        : outcome;
  }

  /** Then: are all clients back, counted from now on, and does everybody still use it? */
  private StepOutcome count(StepContext context, List<Proof> proofs, String since) {
    return look(context, without(proofs, Proof.Sort.CONNECTING), Instant.parse(since));
  }

  private static List<Proof> without(List<Proof> proofs, Proof.Sort sort) {
    return proofs.stream().filter(proof -> proof.sort() != sort).toList();
  }

  private static String note(String what, StepContext context) {
    return what + "." + context.step().kind();
  }

  private StepOutcome look(StepContext context, List<Proof> proofs, Instant since) {
    KeyPair listed = listings.recent(context);
    NewKey key = distribution.newKey(context, listed);
    return watch
        .replaced(context, key.key())
        .orElseGet(() -> look(context, proofs, since, key, listed));
  }

  private StepOutcome look(
      StepContext context, List<Proof> proofs, Instant since, NewKey key, KeyPair listed) {
    Proof.Expectation expectation =
        new Proof.Expectation(
            key, listed, Baselining.recall(context.state()), since, HandOut.since(context.state()));
    List<ProofAnswer> answers = parallel.map(proofs, proof -> look(proof, expectation));
    return covered(answers, context.step().kind());
  }

  private static ProofAnswer look(Proof proof, Proof.Expectation expectation) {
    try {
      return proof.look(expectation);
    } catch (CallFailed trouble) {
      return new ProofAnswer.NotYet(proof.name() + ": " + trouble.getMessage());
    }
  }

  /** Says first how many of all known instances are proved, where any proof is about instances. */
  private StepOutcome covered(List<ProofAnswer> answers, StepKind step) {
    Coverage all =
        answers.stream().map(ProofAnswer::coverage).reduce(Coverage.NONE, Coverage::plus);
    return all.known() == 0
        ? together(answers, List.of())
        : together(answers, List.of(all.words())).with(all.notes(step));
  }

  private StepOutcome together(List<ProofAnswer> answers, List<String> preface) {
    List<String> met = new ArrayList<>(preface);
    List<String> pending = new ArrayList<>();
    for (ProofAnswer answer : answers) {
      if (answer instanceof ProofAnswer.NoEvidence none) {
        return new StepOutcome.Failed(FailureKind.NO_EVIDENCE, none.reason());
      } else if (answer instanceof ProofAnswer.Met evidence) {
        met.add(evidence.evidence());
      } else if (answer instanceof ProofAnswer.NotYet notYet) {
        pending.add(notYet.waitingFor());
      }
    }
    if (pending.isEmpty()) {
      return new StepOutcome.Done(String.join("; ", met));
    }
    String seen = preface.isEmpty() ? "" : " (%s)".formatted(String.join("; ", preface));
    return new StepOutcome.NotYet(String.join("; ", pending) + seen, timing.look());
  }
}
