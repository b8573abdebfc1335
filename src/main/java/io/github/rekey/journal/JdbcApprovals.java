package io.github.rekey.journal;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.triage.Approval;
import io.github.rekey.triage.Approvals;
import io.github.rekey.triage.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/** Keeps approvals, at most one waiting an incident; each is used or voided by one process only. */
public final class JdbcApprovals implements Approvals {
  private static final String SELECT =
      "select id, incident, question, plan, world, given_by, given_at, expires_at, used_at,"
          + " rotation, voided_at, void_reason from approval ";

  private final Database database;
  private final Codec codec = new Codec();

  public JdbcApprovals(Database database) {
    this.database = database;
  }

  @Override
  public boolean give(Approval approval) {
    boolean given = database.transactions().query(handle -> insert(handle, approval)) == 1;
    database.force();
    return given;
  }

  private int insert(Handle handle, Approval approval) {
    return handle
        .createUpdate(
            "insert into approval (id, incident, question, plan, world, given_by, given_at,"
                + " expires_at, waiting_key) values (:id, :incident, :question, :plan, :world,"
                + " :by, :at, :until, :incident) on conflict do nothing")
        .bind("id", approval.id())
        .bind("incident", approval.incident())
        .bind("question", approval.question())
        .bind("plan", approval.plan())
        .bind("world", codec.encode(approval.world()))
        .bind("by", StorableText.shown(approval.by(), 200))
        .bind("at", Times.column(approval.at()))
        .bind("until", Times.column(approval.until()))
        .execute();
  }

  @Override
  public Optional<Approval> waiting(String incident) {
    return database
        .transactions()
        .query(
            handle ->
                handle
                    .createQuery(SELECT + "where waiting_key = :incident")
                    .bind("incident", incident)
                    .map((row, context) -> read(row).approval())
                    .findOne());
  }

  @Override
  public boolean use(
      Approval approval, Rotation rotation, Fence fence, Instant now, BooleanSupplier start) {
    boolean used =
        database
            .transactions()
            .call(
                handle -> {
                  fence.check();
                  boolean started = start.getAsBoolean();
                  if (started && markUsed(handle, approval, rotation, now) == 0) {
                    throw new Fence.Superseded(approval.id() + " was used or voided meanwhile");
                  }
                  return started;
                });
    database.force();
    return used;
  }

  private static int markUsed(Handle handle, Approval approval, Rotation rotation, Instant now) {
    return handle
        .createUpdate(
            "update approval set used_at = :now, rotation = :rotation, waiting_key = null"
                + " where id = :id and waiting_key is not null")
        .bind("id", approval.id())
        .bind("rotation", rotation.id().value())
        .bind("now", Times.column(now))
        .execute();
  }

  @Override
  public void cancel(Approval approval, String why, Instant now) {
    database
        .transactions()
        .query(
            handle ->
                handle
                    .createUpdate(
                        "update approval set voided_at = :now, void_reason = :why,"
                            + " waiting_key = null where id = :id and waiting_key is not null")
                    .bind("id", approval.id())
                    .bind("why", StorableText.shown(why, 1000))
                    .bind("now", Times.column(now))
                    .execute());
  }

  @Override
  public List<Given> of(String incident) {
    return database
        .transactions()
        .query(
            handle ->
                handle
                    .createQuery(SELECT + "where incident = :incident order by given_at, id")
                    .bind("incident", incident)
                    .map((row, context) -> read(row))
                    .list());
  }

  private Given read(ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new Given(
        new Approval(
            id,
            row.getString("incident"),
            row.getString("question"),
            row.getString("plan"),
            codec.decode(row.getString("world"), World.class, "the world of approval " + id),
            row.getString("given_by"),
            Times.read(row, "given_at"),
            Times.read(row, "expires_at")),
        Times.readOrNull(row, "used_at"),
        row.getString("rotation"),
        Times.readOrNull(row, "voided_at"),
        row.getString("void_reason"));
  }
}
