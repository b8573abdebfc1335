package io.github.rekey.journal;

import io.github.rekey.triage.Controls;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Keeps operators' settings, with who changed them and when. */
public final class JdbcControls implements Controls {
  private static final String PAUSED = "paused";

  private final Database database;
  private final Clock clock;

  /** Who last paused or resumed, and when. */
  public record Change(boolean paused, String by, Instant at) {}

  public JdbcControls(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean paused() {
    return lastChange().map(Change::paused).orElse(false);
  }

  /** The newest pause or resume, if there ever was one. */
  public Optional<Change> lastChange() {
    return database
        .transactions()
        .query(
            handle ->
                handle
                    .createQuery(
                        "select setting, changed_by, changed_at from control_setting"
                            + " where name = :name")
                    .bind("name", PAUSED)
                    .map(
                        (row, context) ->
                            new Change(
                                Boolean.parseBoolean(row.getString("setting")),
                                row.getString("changed_by"),
                                Times.read(row, "changed_at")))
                    .findOne());
  }

  @Override
  public void pause(boolean paused, String by) {
    database
        .transactions()
        .run(
            handle -> {
              handle
                  .createUpdate(
                      "insert into control_setting (name, setting, changed_by, changed_at)"
                          + " values (:name, 'false', '', :at) on conflict do nothing")
                  .bind("name", PAUSED)
                  .bind("at", Times.column(clock.instant()))
                  .execute();
              handle
                  .createUpdate(
                      "update control_setting set setting = :setting, changed_by = :by,"
                          + " changed_at = :at where name = :name")
                  .bind("name", PAUSED)
                  .bind("setting", Boolean.toString(paused))
                  .bind("by", StorableText.shown(by, 200))
                  .bind("at", Times.column(clock.instant()))
                  .execute();
            });
    database.force();
  }
}
