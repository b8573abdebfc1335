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
    return transactions.query(
        handle ->
            handle
                    .createUpdate(
                        "insert into scheduled_tasks"
                            + " (task_name, task_instance, execution_time, picked, version)"
                            + " values (:task, :resource, :now, false, 1) on conflict do nothing")
                    .bind("task", TASK)
                    .bind("resource", resource.value())
                    .bind("now", now())
                    .execute()
                == 1);
  }

  /** Schedules the resource now, unless it is due or running. */
  void bringForward(ResourceId resource) {
    if (ensure(resource)) {
      return;
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

  /**
   * The same, before others that are due, until nothing is left to do for it. The version stays as
   * it is: whoever runs it now still recognises it.
   */
  void hurry(ResourceId resource) {
    bringForward(resource);
    transactions.query(
        handle ->
            handle
                .createUpdate(
                    "update scheduled_tasks set priority = :priority where task_name = :task"
                        + " and task_instance = :resource")
                .bind("task", TASK)
                .bind("resource", resource.value())
                .bind("priority", Priority.HIGH)
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
