package io.github.rekey.journal;

import io.github.rekey.triage.Rounds;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Keeps whose turn it is in the database that the replicas share. */
public final class JdbcRounds implements Rounds {
  private final Database database;
  private final Clock clock;

  public JdbcRounds(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean take(String what, Instant since, Instant next) {
    OffsetDateTime now = Times.column(clock.instant());
    return database
        .transactions()
        .call(
            handle ->
                handle
                            .createUpdate(
                                "insert into round (what, due_at, taken_at)"
                                    + " values (:what, :next, :now) on conflict do nothing")
                            .bind("what", what)
                            .bind("next", Times.column(next))
                            .bind("now", now)
                            .execute()
                        == 1
                    || handle
                            .createUpdate(
                                "update round set due_at = :next, taken_at = :now"
                                    + " where what = :what"
                                    + " and (due_at <= :now or taken_at < :since)")
                            .bind("what", what)
                            .bind("next", Times.column(next))
                            .bind("now", now)
                            .bind("since", Times.column(since))
                            .execute()
                        == 1);
  }
}
