package io.github.rekey.triage;

import static io.github.rekey.rotation.DataPlane.Answer.REJECTED;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.Plans;
import io.github.rekey.triage.Alert.OperatorReport;
import io.github.rekey.triage.Findings.Kind;
import io.github.rekey.triage.Findings.Stored;
import io.github.rekey.triage.Verdict.AskOperator;
import io.github.rekey.triage.Verdict.Ignore;
import io.github.rekey.triage.Verdict.Redistribute;
import io.github.rekey.triage.Verdict.Rotate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From alerts, a look and the history to a verdict. Pure: the first row that fits decides. */
public final class TruthTable {
  private final Plans plans;
  private final Policy policy;

  public TruthTable(Plans plans, Policy policy) {
    this.plans = plans;
    this.policy = policy;
  }

  public Verdict judge(List<Alert> alerts, Findings findings, History history) {
    Case facts = new Case(alerts, findings, history);
    return first(
        () -> noSuchResource(findings),
        () -> noConsumer(findings),
        () -> leaked(facts),
        () -> storedKeyDead(facts),
        () -> bothSlotsInUse(facts),
        () -> demanded(facts),
        () -> bothRejected(facts),
        () -> failing(facts),
        () -> advised(facts));
  }

  /** Everything a row may look at. */
  private record Case(List<Alert> alerts, Findings findings, History history) {
    List<List<String>> generations() {
      return Generations.of(findings.stored());
    }

    Demands demands() {
      return Demands.in(alerts, history);
    }
  }

  /** A row of the table. */
  @FunctionalInterface
  private interface Row {
    @Nullable Verdict verdict();
  }

  private static Verdict first(Row... rows) {
    for (Row row : rows) {
      Verdict verdict = row.verdict();
      if (verdict != null) {
        return verdict;
      }
    }
    return new Ignore(Reason.NOTHING_WRONG, "the keys in use work and nobody asks for new ones");
  }

  private static @Nullable Verdict noSuchResource(Findings findings) {
    return switch (findings.presence()) {
      case GONE ->
          new Ignore(Reason.RESOURCE_GONE, "the resource is not there: deleted, moved or renamed");
      case STOPPED -> new Ignore(Reason.RESOURCE_STOPPED, "the resource is stopped");
      case LOCAL_AUTH_DISABLED ->
          new Ignore(Reason.LOCAL_AUTH_DISABLED, "access keys are disabled on the resource");
      case PRESENT -> null;
    };
  }

  private static @Nullable Verdict noConsumer(Findings findings) {
    if (findings.trouble() != null) {
      return new AskOperator(Reason.CANNOT_SEE, findings.trouble(), null);
    }
    if (findings.stored().isEmpty()) {
      return new AskOperator(
          Reason.NO_KNOWN_CONSUMER, "no target is configured: nobody could be given a key", null);
    }
    for (Stored stored : findings.stored()) {
      if (stored.kind() == Kind.NOTHING) {
        return new AskOperator(Reason.STORED_VALUE_UNREADABLE, stored.sentence(), null);
      }
    }
    Optional<String> flaw = Generations.flaw(findings.stored());
    if (flaw.isPresent()) {
      return new AskOperator(
          Reason.SOURCE_NOT_LISTED, flaw.get() + ": nobody would write the new key there", null);
    }
    return findings.keysStored().isEmpty() ? nobodyKeepsAKey(findings) : null;
  }

  private static Verdict nobodyKeepsAKey(Findings findings) {
    return findings.stored().stream().anyMatch(s -> s.kind() == Kind.IDENTITY)
        ? new Ignore(Reason.IDENTITY_BASED, "all consumers use Entra ID, none uses an access key")
        : new AskOperator(
            Reason.NO_KNOWN_CONSUMER,
            "no target keeps a key: which one is in use cannot be seen",
            null);
  }

  private @Nullable Verdict leaked(Case facts) {
    boolean reported =
        facts.alerts().stream()
            .anyMatch(
                a -> a instanceof OperatorReport r && r.kind() == OperatorReport.Kind.KEYS_LEAKED);
    if (!reported || facts.history().did(PlanKind.COMPROMISE)) {
      return null;
    }
    KeySlot standby = facts.findings().slotInUse().orElse(KeySlot.PRIMARY).other();
    return new AskOperator(
        Reason.COMPROMISE_REPORTED,
        "both keys are said to be leaked: both would be replaced without waiting for consumers",
        plans.compromise(standby, facts.generations()));
  }

  private @Nullable Verdict storedKeyDead(Case facts) {
    for (Stored stored : facts.findings().keysStored()) {
      if (stored.slot() == null || stored.answer() == REJECTED) {
        Optional<KeySlot> working = workingSlot(facts);
        if (working.isPresent()) {
          return redistribute(facts, stored, working.get());
        }
      }
    }
    return null;
  }

  private Verdict redistribute(Case facts, Stored stored, KeySlot to) {
    boolean replaced = stored.slot() == null;
    return new Redistribute(
        replaced ? Reason.STORED_KEY_REPLACED : Reason.STORED_KEY_REJECTED,
        "%s holds %s, which %s; the %s key works"
            .formatted(
                stored.target(),
                stored.fingerprint(),
                replaced ? "is neither current key" : "the data plane rejects",
                lower(to)),
        plans.redistribute(to, facts.generations()));
  }

  /** A key that the data plane takes. */
  private static Optional<KeySlot> workingSlot(Case facts) {
    KeySlot preferred = preferred(facts);
    if (facts.findings().accepted(preferred)) {
      return Optional.of(preferred);
    }
    return facts.findings().accepted(preferred.other())
        ? Optional.of(preferred.other())
        : Optional.empty();
  }

  /**
   * By preference a key that no notice names, or that is new already and so will stay, or else the
   * one that most places hold, so that the fewest have to move.
   */
  private static KeySlot preferred(Case facts) {
    KeySlot named = facts.demands().slot();
    return named != null
        ? named.other()
        : Stream.of(KeySlot.values())
            .filter(facts.history()::onlyReplaced)
            .findFirst()
            .orElseGet(facts.findings()::mostStored);
  }

  private @Nullable Verdict bothSlotsInUse(Case facts) {
    boolean replaces = facts.demands().any() || bothRejected(facts) != null;
    if (!replaces
        || facts.findings().keysStored().size() < 2
        || facts.findings().slotInUse().isPresent()) {
      return null;
    }
    return workingSlot(facts)
        .map(
            to ->
                new Redistribute(
                    Reason.CONSUMERS_ON_BOTH_SLOTS,
                    "consumers use both keys; they move to the %s key first".formatted(lower(to)),
                    plans.redistribute(to, facts.generations())))
        .map(verdict -> unlessDoubtful(verdict, facts.demands()))
        .orElse(null);
  }

  private @Nullable Verdict demanded(Case facts) {
    Demands demands = facts.demands();
    if (!demands.any()) {
      return null;
    }
    KeySlot used = facts.findings().slotInUse().orElse(KeySlot.PRIMARY);
    if (facts.history().onlyReplaced(used) && facts.findings().accepted(used)) {
      return unlessDoubtful(
          new Rotate(
              demands.reason(),
              "%s; the %s key is left to be replaced, and nobody uses it"
                  .formatted(demands.sentence(), lower(used.other())),
              plans.replaceUnused(used.other())),
          demands);
    }
    if (demands.slot() == used.other() && facts.findings().accepted(used)) {
      return unlessDoubtful(
          new Rotate(
              Reason.UNUSED_KEY_NAMED,
              "%s; nobody uses the %s key".formatted(demands.sentence(), lower(used.other())),
              plans.replaceUnused(used.other())),
          demands);
    }
    return unlessDoubtful(
        new Rotate(
            demands.reason(),
            "%s; the %s key is in use".formatted(demands.sentence(), lower(used)),
            plans.standbyFirst(used.other(), facts.generations())),
        demands);
  }

  /** What rests on a guess is asked before it is done. */
  private static Verdict unlessDoubtful(Verdict verdict, Demands demands) {
    return demands.doubt() == null
        ? verdict
        : new AskOperator(
            Reason.NOTICE_UNCONFIRMED,
            "a notice was handed over that nobody confirmed (%s); as it was read: %s"
                .formatted(demands.doubt(), verdict.sentence()),
            verdict.plan());
  }

  private @Nullable Verdict bothRejected(Case facts) {
    for (KeySlot slot : KeySlot.values()) {
      if (facts.findings().keys().get(slot) != REJECTED) {
        return null;
      }
    }
    KeySlot used = facts.findings().slotInUse().orElse(KeySlot.PRIMARY);
    return new Rotate(
        Reason.BOTH_KEYS_REJECTED,
        "the data plane rejects both listed keys",
        plans.standbyFirst(used.other(), facts.generations()));
  }

  /** The keys in use work, and yet somebody is refused. */
  private @Nullable Verdict failing(Case facts) {
    return new Refusals(facts.history().predictions(), policy.settledAfter())
        .verdict(facts.alerts())
        .orElse(null);
  }

  private static @Nullable Verdict advised(Case facts) {
    for (Alert alert : facts.alerts()) {
      if (alert instanceof Alert.HealthAdvisory advisory && advisory.mentionsKeys()) {
        return new AskOperator(
            Reason.ADVISORY_MENTIONS_KEYS,
            "an advisory mentions keys but does not clearly demand new ones: " + advisory.title(),
            null);
      }
    }
    return facts.demands().satisfied()
        ? new Ignore(Reason.NOTICE_SATISFIED, "what was asked for is done")
        : null;
  }

  private static String lower(KeySlot slot) {
    return slot.name().toLowerCase(Locale.ROOT);
  }
}
