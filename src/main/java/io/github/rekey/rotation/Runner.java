package io.github.rekey.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes a rotation one attempt further: reads its journal, performs the step that is due, writes
 * down how it ended. It decides nothing about keys and keeps nothing between calls.
 */
public final class Runner {
  /** A tenth of the time that was waited already, and at most so much. */
  private static final int PATIENCE = 10;

  private static final Duration SELDOM = Duration.ofSeconds(15);

  /** Whoever gave no answer is not asked again at once. */
  private static final Duration AFTER_DOUBT = Duration.ofSeconds(2);

  private final Journal journal;
  private final StepActions actions;
  private final Progress progress;
  private final CallBudget budget;
  private final Clock clock;

  public Runner(
      Journal journal, StepActions actions, Progress progress, CallBudget budget, Clock clock) {
    this.journal = journal;
    this.actions = actions;
    this.progress = progress;
    this.budget = budget;
    this.clock = clock;
  }

  public Advance advance(Rotation rotation, ManagedResource resource, Fence fence) {
    RotationState state = RotationState.fold(rotation.plan(), journal.entries(rotation.id()));
    if (state.failure() != null) {
      return new Advance.Stopped(state.failure());
    }
    if (state.done(rotation.plan())) {
      return new Advance.Completed();
    }
    if (state.pausedSince() != null) {
      resume(rotation, state, fence);
      return new Advance.Again(Duration.ZERO);
    }
    Step step = rotation.plan().steps().get(state.step());
    Duration unpaid =
        Turn.current().map(turn -> budget.reserve(turn, step.kind().cost())).orElse(Duration.ZERO);
    if (!unpaid.isZero()) {
      return new Advance.Again(unpaid);
    }
    Attempt attempt = start(rotation, step, state, fence);
    StepContext context =
        new StepContext(rotation, resource, step, state, attempt.stepStartedAt(), fence);
    StepOutcome outcome = withinDeadline(context, actions.perform(context));
    end(rotation, state, attempt, outcome, fence);
    return next(outcome, Duration.between(attempt.stepStartedAt(), clock.instant()));
  }

  /**
   * Writes down, once, that nothing goes on. What is held does not near its deadline.
   *
   * @return since when it is held
   */
  public Instant pause(Rotation rotation, String by, Fence fence) {
    RotationState state = RotationState.fold(rotation.plan(), journal.entries(rotation.id()));
    Instant now = clock.instant();
    if (state.pausedSince() != null || state.failure() != null || state.done(rotation.plan())) {
      return Objects.requireNonNullElse(state.pausedSince(), now);
    }
    JournalEntry paused = new JournalEntry.Paused(now, state.step(), state.attempt(), by);
    append(rotation, state.entries(), paused, fence);
    return now;
  }

  private void resume(Rotation rotation, RotationState state, Fence fence) {
    JournalEntry resumed = new JournalEntry.Resumed(clock.instant(), state.step(), state.attempt());
    append(rotation, state.entries(), resumed, fence);
  }

  /** Where the journal stands once an attempt is started. */
  private record Attempt(int number, int known, Instant stepStartedAt) {}

  /** A look that only repeats needs no new entry; whatever may change the world gets one first. */
  private Attempt start(Rotation rotation, Step step, RotationState state, Fence fence) {
    Instant now = clock.instant();
    Instant first = firstStart(state, now);
    if (state.attempt() > 0 && !step.kind().effectful()) {
      return new Attempt(state.attempt(), state.entries(), first);
    }
    int number = state.attempt() + 1;
    append(rotation, state.entries(), new JournalEntry.Started(now, state.step(), number), fence);
    return new Attempt(number, state.entries() + 1, first);
  }

  private static Instant firstStart(RotationState state, Instant now) {
    @Nullable Instant first = state.stepStartedAt();
    return first == null ? now : first;
  }

  private StepOutcome withinDeadline(StepContext context, StepOutcome outcome) {
    Instant deadline =
        context.startedAt().plus(context.step().deadline()).plus(context.state().held());
    if (clock.instant().isBefore(deadline)) {
      return outcome;
    }
    if (outcome instanceof StepOutcome.NotYet notYet) {
      return timedOut(context, notYet.waitingFor());
    }
    return outcome instanceof StepOutcome.InDoubt doubt
        ? timedOut(context, doubt.reason())
        : outcome;
  }

  private static StepOutcome timedOut(StepContext context, String waitedFor) {
    return new StepOutcome.Failed(
        FailureKind.TIMED_OUT,
        "gave up after %s, still waiting for: %s"
            .formatted(words(context.step().deadline()), waitedFor));
  }

  private static String words(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private void end(
      Rotation rotation, RotationState state, Attempt attempt, StepOutcome outcome, Fence fence) {
    boolean nothingNew =
        attempt.known() == state.entries()
            && outcome instanceof StepOutcome.NotYet notYet
            && notYet.waitingFor().equals(state.waitingFor())
            && state.notes().entrySet().containsAll(notYet.notes().entrySet());
    if (!nothingNew) {
      append(
          rotation,
          attempt.known(),
          new JournalEntry.Ended(clock.instant(), state.step(), attempt.number(), outcome),
          fence);
    }
  }

  private void append(Rotation rotation, int known, JournalEntry entry, Fence fence) {
    journal.append(rotation.id(), known, entry, fence);
    progress.appended(rotation, entry);
  }

  /**
   * What has taken long is looked at less often: a look costs calls, and Azure allows a principal
   * ten a second that count as writes, listKeys among them (Azure docs, request limits and
   * throttling).
   */
  private static Duration pause(Duration wanted, Duration waited) {
    Duration seldom = waited.dividedBy(PATIENCE);
    Duration longest = seldom.compareTo(SELDOM) < 0 ? seldom : SELDOM;
    return wanted.isZero() || wanted.compareTo(longest) > 0 ? wanted : longest;
  }

  private static Advance next(StepOutcome outcome, Duration waited) {
    if (outcome instanceof StepOutcome.NotYet notYet) {
      return new Advance.Again(pause(notYet.lookAgainIn(), waited));
    }
    if (outcome instanceof StepOutcome.InDoubt) {
      return new Advance.Again(pause(AFTER_DOUBT, waited));
    }
    if (outcome instanceof StepOutcome.Failed failed) {
      return new Advance.Stopped(failed);
    }
    return new Advance.Again(Duration.ZERO);
  }
}
