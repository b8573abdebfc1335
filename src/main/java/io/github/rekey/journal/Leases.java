package io.github.rekey.journal;

import io.github.rekey.rotation.ResourceId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The table of leases: one row a resource with the number of its newest turn, the fence, and with
 * the wake-ups that came, so that one that comes during a turn is not lost.
 */
final class Leases {
  private final Transactions transactions;

  Leases(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Begins a turn: every earlier one loses its fence, and every wake-up so far counts as seen. */
  LeaseFence take(ResourceId resource, String owner) {
    return transactions.call(
        handle -> {
          insert(handle, resource);
          handle
              .createUpdate(
                  "update lease set fence = fence + 1, seen = wakes, owner = :owner"
                      + " where resource = :resource")
              .bind("resource", resource.value())
              .bind("owner", owner)
              .execute();
          return new LeaseFence(this, resource, fence(handle, resource, ""));
        });
  }

  /** The number of the newest turn; within a transaction nobody takes over before its end. */
  long fence(ResourceId resource) {
    String lock = transactions.active() ? " for update" : "";
    return transactions.query(handle -> fence(handle, resource, lock));
  }

  private static long fence(Handle handle, ResourceId resource, String lock) {
    return handle
        .createQuery("select fence from lease where resource = :resource" + lock)
        .bind("resource", resource.value())
        .mapTo(Long.class)
        .one();
  }

  void countWake(ResourceId resource) {
    transactions.run(
        handle -> {
          insert(handle, resource);
          handle.execute("update lease set wakes = wakes + 1 where resource = ?", resource.value());
        });
  }

  boolean wokenSince(ResourceId resource) {
    return transactions.query(
        handle ->
            handle
                .createQuery("select wakes > seen from lease where resource = :resource")
                .bind("resource", resource.value())
                .mapTo(Boolean.class)
                .one());
  }

  /** Resources with a wake-up that no turn has seen. */
  List<ResourceId> woken() {
    return transactions.query(
        handle ->
            handle
                .createQuery("select resource from lease where wakes > seen")
                .mapTo(String.class)
                .map(ResourceId::new)
                .list());
  }

  private static void insert(Handle handle, ResourceId resource) {
    handle.execute(
        "insert into lease (resource) values (?) on conflict do nothing", resource.value());
  }
}
