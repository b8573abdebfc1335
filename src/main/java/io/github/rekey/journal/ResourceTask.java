package io.github.rekey.journal;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.ResourceWork;
import io.github.rekey.triage.ResourceWork.Next;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's only task: a turn of work on a resource under a new fence, and then whatever comes
 * next. The primary key of the schedule keeps turns on one resource apart.
 */
final class ResourceTask {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceTask.class);
  private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private static final Duration AFTER_CONFLICT = Duration.ofMillis(100);

  private final ResourceWork work;
  private final Leases leases;
  private final Schedule schedule;
  private final Clock clock;
  private final MeterRegistry meters;
  private final String owner;

  ResourceTask(
      ResourceWork work, Database database, Clock clock, MeterRegistry meters, String owner) {
    this.work = work;
    this.leases = new Leases(database.transactions());
    this.schedule = new Schedule(database.transactions(), clock);
    this.clock = clock;
    this.meters = meters;
    this.owner = owner;
  }

  CustomTask<Void> task() {
    return Tasks.custom(Schedule.TASK, Void.class)
        .onDeadExecution(this::revive)
        .onFailure(this::failed)
        .execute((instance, context) -> turn(new ResourceId(instance.getId())));
  }

  private CompletionHandler<Void> turn(ResourceId resource) {
    LeaseFence fence = leases.take(resource, owner);
    Next next = next(resource, fence);
    return (complete, operations) -> {
      if (fence.holds()) {
        settle(resource, next, complete, operations);
      } else {
        LOG.info("turn on {} leaves the rest to the one that took over", resource);
      }
    };
  }

  private Next next(ResourceId resource, Fence fence) {
    try {
      Next next = work.turn(resource, fence);
      count(next instanceof Next.Idle ? "idle" : "after");
      return next;
    } catch (Fence.Superseded e) {
      count("superseded");
      LOG.info("turn on {} stops: {}", resource, e.getMessage());
      return new Next.After(AFTER_CONFLICT);
    }
  }

  /** A wake-up that comes during the turn makes another turn due; so does one during this. */
  private void settle(
      ResourceId resource,
      Next next,
      ExecutionComplete complete,
      ExecutionOperations<Void> operations) {
    if (leases.wokenSince(resource)) {
      operations.reschedule(complete, clock.instant());
    } else if (next instanceof Next.After after) {
      operations.reschedule(complete, clock.instant().plus(after.delay()));
    } else {
      operations.remove();
    }
    if (leases.wokenSince(resource)) {
      schedule.bringForward(resource);
    }
  }

  private void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    count("failed");
    Duration delay = BACK_OFF.after(complete.getExecution().consecutiveFailures);
    @Nullable Throwable cause = complete.getCause().orElse(null);
    LOG.error(
        "turn on {} failed; again in {}",
        complete.getExecution().taskInstance.getId(),
        delay,
        cause);
    operations.reschedule(complete, clock.instant().plus(delay));
  }

  private void revive(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    count("taken-over");
    LOG.warn(
        "{} died during its turn on {}; taking over",
        complete.getExecution().pickedBy,
        complete.getExecution().taskInstance.getId());
    operations.reschedule(complete, clock.instant());
  }

  private void count(String result) {
    meters.counter("rekey.engine.turns", "result", result).increment();
  }
}
