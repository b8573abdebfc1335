package io.github.rekey.journal;

import io.github.rekey.rotation.RotationId;
import io.github.rekey.triage.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps what people ordered about single rotations, with who and when. */
public final class JdbcOrders implements Orders {
  private final Database database;

  public JdbcOrders(Database database) {
    this.database = database;
  }

  @Override
  public Optional<String> abort(RotationId rotation) {
    return who("aborted_by", rotation);
  }

  @Override
  public Optional<String> pause(RotationId rotation) {
    return who("paused_by", rotation);
  }

  private Optional<String> who(String column, RotationId rotation) {
    return database
        .transactions()
        .query(
            handle ->
                handle
                    .createQuery(
                        "select %1$s from rotation_order where rotation = :rotation and %1$s is not null"
                            .formatted(column))
                    .bind("rotation", rotation.value())
                    .mapTo(String.class)
                    .findOne());
  }

  @Override
  public void abort(RotationId rotation, String by, Instant now) {
    order("aborted_by = :by, aborted_at = :now", rotation, by, now);
  }

  @Override
  public void pause(RotationId rotation, String by, Instant now) {
    order("paused_by = :by, paused_at = :now, reminded_at = null", rotation, by, now);
  }

  private void order(String change, RotationId rotation, String by, Instant now) {
    database
        .transactions()
        .run(
            handle -> {
              insert(handle, rotation);
              handle
                  .createUpdate(
                      "update rotation_order set " + change + " where rotation = :rotation")
                  .bind("rotation", rotation.value())
                  .bind("by", StorableText.shown(by, 200))
                  .bind("now", Times.column(now))
                  .execute();
            });
    database.force();
  }

  @Override
  public void resume(RotationId rotation) {
    database
        .transactions()
        .query(
            handle ->
                handle.execute(
                    "update rotation_order set paused_by = null, paused_at = null where rotation = ?",
                    rotation.value()));
    database.force();
  }

  @Override
  public boolean remind(RotationId rotation, Duration every, Instant now) {
    return database
        .transactions()
        .call(
            handle -> {
              insert(handle, rotation);
              return handle
                      .createUpdate(
                          "update rotation_order set reminded_at = :now where rotation = :rotation"
                              + " and (reminded_at is null or reminded_at <= :before)")
                      .bind("rotation", rotation.value())
                      .bind("now", Times.column(now))
                      .bind("before", Times.column(now.minus(every)))
                      .execute()
                  == 1;
            });
  }

  private static void insert(Handle handle, RotationId rotation) {
    handle.execute(
        "insert into rotation_order (rotation) values (?) on conflict do nothing",
        rotation.value());
  }
}
