package io.github.rekey.journal;

import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.KeyMemory;
import io.github.rekey.triage.LastSeen;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/** Keeps the fingerprints of the keys that each resource was last seen with. */
public final class JdbcKeyMemory implements KeyMemory {
  private final Database database;

  public JdbcKeyMemory(Database database) {
    this.database = database;
  }

  @Override
  public Optional<LastSeen> recall(ResourceId resource) {
    return database
        .transactions()
        .query(
            handle ->
                handle
                    .createQuery("select * from key_seen where resource = :resource")
                    .bind("resource", resource.value())
                    .map(
                        (row, context) ->
                            new LastSeen(
                                Map.of(
                                    KeySlot.PRIMARY,
                                    new Fingerprint(row.getString("primary_fingerprint")),
                                    KeySlot.SECONDARY,
                                    new Fingerprint(row.getString("secondary_fingerprint"))),
                                Times.read(row, "seen_at"),
                                Times.read(row, "calm_at")))
                    .findOne());
  }

  @Override
  public void remember(ResourceId resource, LastSeen seen) {
    database
        .transactions()
        .run(
            handle -> {
              int known =
                  bind(
                          handle.createUpdate(
                              "update key_seen set primary_fingerprint = :primary,"
                                  + " secondary_fingerprint = :secondary, seen_at = :at,"
                                  + " calm_at = :calm where resource = :resource"),
                          resource,
                          seen)
                      .execute();
              if (known == 0) {
                bind(
                        handle.createUpdate(
                            "insert into key_seen values (:resource, :primary, :secondary, :at,"
                                + " :calm) on conflict do nothing"),
                        resource,
                        seen)
                    .execute();
              }
            });
  }

  private static Update bind(Update update, ResourceId resource, LastSeen seen) {
    return update
        .bind("resource", resource.value())
        .bind("primary", fingerprint(seen, KeySlot.PRIMARY))
        .bind("secondary", fingerprint(seen, KeySlot.SECONDARY))
        .bind("at", Times.column(seen.at()))
        .bind("calm", Times.column(seen.calm()));
  }

  private static String fingerprint(LastSeen seen, KeySlot slot) {
    return Objects.requireNonNull(seen.keys().get(slot)).value();
  }
}
