package io.github.rekey.rotation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Hands the new key to the targets of a generation, all at once; one's trouble stops no other. */
public final class Distribution {
  private final Listings listings;
  private final Parallel parallel;
  private final Timing timing;
  private final OldKeys oldKeys;
  private final KeyWatch watch;

  public Distribution(
      Listings listings, Parallel parallel, Timing timing, OldKeys oldKeys, KeyWatch watch) {
    this.listings = listings;
    this.parallel = parallel;
    this.timing = timing;
    this.oldKeys = oldKeys;
    this.watch = watch;
  }

  StepOutcome distribute(StepContext context) {
    NewKey key = newKey(context);
    return watch.beforeHandOut(context, key).orElseGet(() -> deliver(key, context));
  }

  private StepOutcome deliver(NewKey key, StepContext context) {
    List<Target> targets = targets(context);
    List<Told> told =
        parallel.map(targets, target -> new Told(target, deliver(target, key, context)));
    return HandOut.noted(watch.handedOut(together(told), key), context);
  }

  private static List<Target> targets(StepContext context) {
    List<Target> targets =
        context.resource().targets().stream()
            .filter(target -> context.step().targets().contains(target.name()))
            .toList();
    if (targets.size() < context.step().targets().size()) {
      throw new JournalMismatch(
          "the plan hands the key to %s, but configured are only %s"
              .formatted(
                  context.step().targets(),
                  context.resource().targets().stream().map(Target::name).toList()));
    }
    return targets;
  }

  StepOutcome held(StepContext context) {
    NewKey key = newKey(context);
    return watch.replaced(context, key.key()).orElseGet(() -> held(key, context));
  }

  private StepOutcome held(NewKey key, StepContext context) {
    List<Told> told =
        parallel.map(context.resource().targets(), target -> new Told(target, holds(target, key)));
    StepOutcome outcome = together(told);
    return outcome instanceof StepOutcome.Done
        ? new StepOutcome.Done("%1$d of %1$d targets hold it".formatted(told.size()))
        : outcome;
  }

  StepOutcome retire(StepContext context) {
    NewKey key = newKey(context);
    for (Target target : context.resource().targets()) {
      target.retire(key, context.fence());
    }
    oldKeys.forget(context.rotation().id());
    listings.forget(context.resource().id());
    return new StepOutcome.Done(
        "all consumers are on the %s key".formatted(key.slot().name().toLowerCase(Locale.ROOT)),
        ExitRamp.notes(Places.read(context.resource().targets(), parallel)));
  }

  private NewKey newKey(StepContext context) {
    return newKey(context, listings.recent(context));
  }

  NewKey newKey(StepContext context, KeyPair listed) {
    ResourceId id = context.resource().id();
    KeySlot slot = context.rotation().plan().slot(Role.STANDBY);
    return new NewKey(id, listings.endpoint(id), slot, listed.key(slot));
  }

  private record Told(Target target, StepOutcome outcome) {}

  private static StepOutcome deliver(Target target, NewKey key, StepContext context) {
    try {
      return target.deliver(key, context.state().notes(), context.fence());
    } catch (CallFailed trouble) {
      return StepActions.outcome(trouble);
    }
  }

  private StepOutcome holds(Target target, NewKey key) {
    try {
      Holding holding = target.read();
      if (holding instanceof Holding.Key held && !held.key().equals(key.key())) {
        return new StepOutcome.NotYet(target.name() + " to hold the new key", timing.look());
      }
      if (holding instanceof Holding.Nothing nothing) {
        return new StepOutcome.Failed(FailureKind.WORLD_CHANGED, nothing.sentence());
      }
      return new StepOutcome.Done(target.name());
    } catch (CallFailed trouble) {
      return StepActions.outcome(trouble);
    }
  }

  /** Pending while any is pending; then failed if any failed. */
  private StepOutcome together(List<Told> told) {
    Map<String, String> notes = new HashMap<>();
    List<String> done = new ArrayList<>();
    List<String> pending = new ArrayList<>();
    List<StepOutcome.Failed> failed = new ArrayList<>();
    Duration wait = timing.distribute();
    for (Told each : told) {
      if (each.outcome() instanceof StepOutcome.Done d) {
        notes.putAll(d.notes());
        done.add(d.evidence());
      } else if (each.outcome() instanceof StepOutcome.NotYet n) {
        notes.putAll(n.notes());
        pending.add(n.waitingFor());
        wait = n.lookAgainIn().compareTo(wait) < 0 ? n.lookAgainIn() : wait;
      } else if (each.outcome() instanceof StepOutcome.InDoubt doubt) {
        pending.add(doubt.reason());
        wait = timing.look();
      } else if (each.outcome() instanceof StepOutcome.Failed f) {
        failed.add(new StepOutcome.Failed(f.kind(), each.target().name() + ": " + f.reason()));
      }
    }
    if (!pending.isEmpty()) {
      return new StepOutcome.NotYet(String.join("; ", pending), wait, notes);
    }
    return failed.isEmpty()
        ? new StepOutcome.Done(String.join("; ", done), notes)
        : new StepOutcome.Failed(failed.get(0).kind(), reasons(failed, done.size()));
  }

  private static String reasons(List<StepOutcome.Failed> failed, int done) {
    return failed.stream().map(StepOutcome.Failed::reason).collect(Collectors.joining("; "))
        + " (%d of the others %s done)".formatted(done, done == 1 ? "is" : "are");
  }
}
