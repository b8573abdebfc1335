package io.github.rekey.triage;

import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.Progress;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.Step;
import io.github.rekey.rotation.StepOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts what happens into words for whoever watches. */
public final class Announcer implements Progress {
  private final Feed feed;
  private final Clock clock;
  private final Repetitions repetitions = new Repetitions();

  public Announcer(Feed feed, Clock clock) {
    this.feed = feed;
    this.clock = clock;
  }

  /** An alert that belongs to an incident, or to none; of many that say the same only a few. */
  void alert(Alert alert, @Nullable ResourceId resource, @Nullable String incident, String then) {
    int count = repetitions.count(resource + "|" + incident + "|" + Gist.of(alert));
    if (Repetitions.worthTelling(count)) {
      String more = count < 10 ? "" : " (and %,d more like it)".formatted(count - 1);
      announce(alert, resource, incident, then + more);
    }
  }

  private void announce(
      Alert alert, @Nullable ResourceId resource, @Nullable String incident, String then) {
    publish(
        "alert",
        resource,
        incident,
        null,
        null,
        alert.getClass().getSimpleName(),
        Sentences.of(alert) + then);
  }

  /** An alert that Rekey itself is the reason for. */
  void uncounted(
      Alert alert,
      Reason reason,
      @Nullable ResourceId resource,
      @Nullable String incident,
      String why) {
    String sentence = "%s (does not count: %s)".formatted(Sentences.of(alert), why);
    publish("alert", resource, incident, null, null, reason.name(), sentence);
  }

  void verdict(Incident incident, Verdict verdict) {
    String kind = verdict instanceof Verdict.AskOperator ? "question" : "verdict";
    publish(
        kind,
        incident.resource(),
        incident.id(),
        null,
        null,
        verdict.reason().name(),
        verdict.sentence());
  }

  /** A question that nobody answered is put again. */
  void reminder(Incident incident, Verdict verdict) {
    publish(
        "question",
        incident.resource(),
        incident.id(),
        null,
        null,
        verdict.reason().name(),
        "asked again, nobody has answered yet: " + verdict.sentence());
  }

  /** A pause is not to be forgotten. */
  void stillPaused(Rotation rotation, String by, Instant since) {
    publish(
        "reminder",
        rotation,
        null,
        "PAUSED",
        "paused since %s by %s; resume or abort it".formatted(Sentences.of(since), by));
  }

  /** What it would do, and what that waits for. */
  void waits(Incident incident, Verdict verdict) {
    if (!verdict.equals(incident.verdict())) {
      publish(
          "waiting",
          incident.resource(),
          incident.id(),
          null,
          null,
          verdict.reason().name(),
          verdict.sentence());
    }
  }

  void incidentClosed(Incident incident, Verdict verdict) {
    publish(
        "incident-closed",
        incident.resource(),
        incident.id(),
        null,
        null,
        verdict.reason().name(),
        verdict.sentence());
  }

  /** A step towards a deadline that is not met. */
  void deadline(Deadline deadline, String left, String undone) {
    publish(
        "deadline",
        deadline.resource(),
        deadline.incident(),
        null,
        null,
        deadline.trackingId(),
        "new keys are due by %s, %s; %s".formatted(deadline.dueAt(), left, undone));
  }

  void rotationStarted(Rotation rotation) {
    publish(
        "rotation-started",
        rotation,
        null,
        null,
        "%s in %d steps"
            .formatted(
                rotation.plan().kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                rotation.plan().steps().size()));
  }

  void rotationEnded(Rotation rotation, String how) {
    publish("rotation-ended", rotation, null, null, how);
  }

  @Override
  public void appended(Rotation rotation, JournalEntry entry) {
    Step step = rotation.plan().steps().get(entry.step());
    if (entry instanceof JournalEntry.Ended ended) {
      publish("ended", rotation, entry.step(), reason(ended), step.words() + ": " + words(ended));
    } else if (entry instanceof JournalEntry.Paused paused) {
      String held = "held before it goes on with: %s (by %s)".formatted(step.words(), paused.by());
      publish("paused", rotation, entry.step(), null, held);
    } else {
      publish(
          entry instanceof JournalEntry.Resumed ? "resumed" : "started",
          rotation,
          entry.step(),
          null,
          step.words());
    }
  }

  private static String reason(JournalEntry.Ended ended) {
    return ended.outcome() instanceof StepOutcome.Failed failed
        ? failed.kind().name()
        : ended.outcome().getClass().getSimpleName();
  }

  private static String words(JournalEntry.Ended ended) {
    StepOutcome outcome = ended.outcome();
    if (outcome instanceof StepOutcome.Done done) {
      return done.evidence();
    }
    if (outcome instanceof StepOutcome.NotYet notYet) {
      return "waiting for " + notYet.waitingFor();
    }
    if (outcome instanceof StepOutcome.InDoubt doubt) {
      return "in doubt, will look before acting again: " + doubt.reason();
    }
    return outcome instanceof StepOutcome.Failed failed
        ? "failed, " + failed.reason()
        : outcome.toString();
  }

  private void publish(
      String kind,
      Rotation rotation,
      @Nullable Integer step,
      @Nullable String reason,
      String sentence) {
    publish(
        kind,
        rotation.resource(),
        rotation.incident(),
        rotation.id().value(),
        step,
        reason,
        sentence);
  }

  private void publish(
      String kind,
      @Nullable ResourceId resource,
      @Nullable String incident,
      @Nullable String rotation,
      @Nullable Integer step,
      @Nullable String reason,
      String sentence) {
    String id = resource == null ? null : resource.value();
    feed.publish(
        new Feed.Happening(clock.instant(), kind, id, incident, rotation, step, reason, sentence));
  }
}
