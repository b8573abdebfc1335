package io.github.rekey.journal;

import com.github.kagkarlsson.scheduler.task.Priority;
import io.github.rekey.rotation.ResourceId;
import java.time.Clock;
import java.time.OffsetDateTime;

/**
 * Writes db-scheduler's table where its client would not do: brings work forward without pushing
 * back what is due already, and gives back what a dead process had picked.
 */
final class Schedule {
  static final String TASK = "resource";
  private static final String RELEASE =
      "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,"
          + " execution_time = :now, version = version + 1 where picked = true";

  private final Transactions transactions;
  private final Clock clock;

  Schedule(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Schedules the resource now if nothing is scheduled for it. */
  boolean ensure(ResourceId resource) {
    return ensure(resource, Priority.MEDIUM);
  }

  private boolean ensure(ResourceId resource, int priority) {
    return transactions.query(
        handle ->
            handle
                    .createUpdate(
                        "insert into scheduled_tasks"
                            + " (task_name, task_instance, execution_time, picked, version, priority)"
                            + " values (:task, :resource, :now, false, 1, :priority)"
                            + " on conflict do nothing")
                    .bind("task", TASK)
                    .bind("resource", resource.value())
                    .bind("now", now())
                    .bind("priority", priority)
                    .execute()
                == 1);
  }

  /**
   * Schedules the resource now, unless it is due or running, with this priority or the higher one
   * that it has already. It keeps its priority until nothing is left to do for it.
   */
  void bringForward(ResourceId resource, int priority) {
    if (ensure(resource, priority)) {
      return;
    }
    if (priority > Priority.MEDIUM) {
      raise(resource, priority);
    }
    transactions.query(
        handle ->
            handle
                .createUpdate(
                    "update scheduled_tasks set execution_time = :now, version = version + 1"
                        + " where task_name = :task and task_instance = :resource"
                        + " and picked = false and execution_time > :now")
                .bind("task", TASK)
                .bind("resource", resource.value())
                .bind("now", now())
                .execute());
  }

  /** The version stays: whoever runs it now still recognises it. */
  private void raise(ResourceId resource, int priority) {
    transactions.query(
        handle ->
            handle
                .createUpdate(
                    "update scheduled_tasks set priority = :priority where task_name = :task"
                        + " and task_instance = :resource and priority < :priority")
                .bind("task", TASK)
                .bind("resource", resource.value())
                .bind("priority", priority)
                .execute());
  }

  /** Makes everything that is marked as running due: only where no other process can be alive. */
  int release() {
    return transactions.query(handle -> handle.createUpdate(RELEASE).bind("now", now()).execute());
  }

  /** Makes due what this owner leaves marked as running. */
  int release(String owner) {
    return transactions.query(
        handle ->
            handle
                .createUpdate(RELEASE + " and picked_by = :owner")
                .bind("now", now())
                .bind("owner", owner)
                .execute());
  }

  private OffsetDateTime now() {
    return Times.column(clock.instant());
  }
}
