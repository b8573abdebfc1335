package io.github.rekey.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a rotation stands: a fold of its journal and nothing else.
 *
 * @param entries how many entries were folded
 * @param step index of the step that is next or under way; the plan's size once all are done
 * @param attempt the last attempt at that step, 0 before the first
 * @param stepStartedAt when that step was first started
 * @param broken true if its last attempt has no end: the process died in it
 * @param doubtfulSince when an attempt at it was last given up that may yet have its effect: its
 *     end, or where it has none, the start of the attempt that found it broken off
 * @param waitingFor what it last said to wait for
 * @param pausedSince since when it is held, null if it is not
 * @param held for how long the step was held before; that does not count against its deadline
 * @param failure how the rotation failed, if it did
 * @param notes everything noted so far
 */
public record RotationState(
    int entries,
    int step,
    int attempt,
    @Nullable Instant stepStartedAt,
    boolean broken,
    @Nullable Instant doubtfulSince,
    @Nullable String waitingFor,
    @Nullable Instant pausedSince,
    Duration held,
    StepOutcome.@Nullable Failed failure,
    Map<String, String> notes) {

  public static RotationState fold(Plan plan, List<JournalEntry> entries) {
    Fold fold = new Fold(plan);
    entries.forEach(fold::take);
    return fold.state(entries.size());
  }

  public boolean done(Plan plan) {
    return failure == null && step == plan.steps().size();
  }

  /** The note, if it was taken. */
  public Optional<String> note(String key) {
    return Optional.ofNullable(notes.get(key));
  }

  private static final class Fold {
    private final Plan plan;
    private final Map<String, String> notes = new HashMap<>();
    private int step;
    private int attempt;
    private @Nullable Instant stepStartedAt;
    private boolean open;
    private @Nullable Instant doubtfulSince;
    private @Nullable String waitingFor;
    private @Nullable Instant pausedSince;
    private Duration held = Duration.ZERO;
    private StepOutcome.@Nullable Failed failure;

    Fold(Plan plan) {
      this.plan = plan;
    }

    void take(JournalEntry entry) {
      if (failure != null || step >= plan.steps().size() || entry.step() != step) {
        throw new JournalMismatch(
            "journal entry for step %d, but the plan stands at step %d of %d%s"
                .formatted(
                    entry.step() + 1,
                    step + 1,
                    plan.steps().size(),
                    failure == null ? "" : " and has failed"));
      }
      if (entry instanceof JournalEntry.Started started) {
        start(started);
      } else if (entry instanceof JournalEntry.Ended ended) {
        end(ended);
      } else if (entry instanceof JournalEntry.Paused paused) {
        pausedSince = paused.at();
      } else if (entry instanceof JournalEntry.Resumed resumed) {
        resume(resumed);
      }
    }

    private void resume(JournalEntry.Resumed resumed) {
      if (pausedSince == null) {
        throw new JournalMismatch("step %d goes on without a pause".formatted(step + 1));
      }
      if (stepStartedAt != null) {
        held = held.plus(Duration.between(pausedSince, resumed.at()));
      }
      pausedSince = null;
    }

    private void start(JournalEntry.Started started) {
      if (started.attempt() != attempt + 1) {
        throw new JournalMismatch(
            "attempt %d at step %d follows attempt %d"
                .formatted(started.attempt(), step + 1, attempt));
      }
      if (open) {
        doubtfulSince = started.at();
      }
      attempt = started.attempt();
      stepStartedAt = stepStartedAt == null ? started.at() : stepStartedAt;
      open = true;
    }

    private void end(JournalEntry.Ended ended) {
      if (ended.attempt() != attempt) {
        throw new JournalMismatch(
            "attempt %d at step %d ended, but attempt %d was started"
                .formatted(ended.attempt(), step + 1, attempt));
      }
      open = false;
      if (ended.outcome() instanceof StepOutcome.Done done) {
        notes.putAll(done.notes());
        next();
      } else if (ended.outcome() instanceof StepOutcome.NotYet notYet) {
        notes.putAll(notYet.notes());
        waitingFor = notYet.waitingFor();
      } else if (ended.outcome() instanceof StepOutcome.InDoubt doubt) {
        doubtfulSince = ended.at();
        waitingFor = doubt.reason();
      } else if (ended.outcome() instanceof StepOutcome.Failed failed) {
        failure = failed;
      }
    }

    private void next() {
      step++;
      attempt = 0;
      stepStartedAt = null;
      doubtfulSince = null;
      waitingFor = null;
      held = Duration.ZERO;
    }

    RotationState state(int entries) {
      return new RotationState(
          entries,
          step,
          attempt,
          stepStartedAt,
          open,
          doubtfulSince,
          waitingFor,
          pausedSince,
          held,
          failure,
          Map.copyOf(notes));
    }
  }
}
