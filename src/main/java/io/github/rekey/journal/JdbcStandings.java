package io.github.rekey.journal;

import io.github.rekey.triage.Incident.State;
import io.github.rekey.triage.Standing;
import io.github.rekey.triage.Standings;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counts the rows of incidents by their state. */
public final class JdbcStandings implements Standings {
  private final Transactions transactions;

  public JdbcStandings(Database database) {
    this.transactions = database.transactions();
  }

  @Override
  public Standing standing(@Nullable Instant since) {
    return transactions.query(
        handle -> {
          @Nullable Instant first = firstOpened(handle);
          if (first == null && since == null) {
            return Standing.NONE;
          }
          Instant from = earlier(first, since);
          Map<State, Integer> counts = counts(handle, from);
          return new Standing(
              from,
              counts.getOrDefault(State.CLOSED, 0),
              counts.getOrDefault(State.ROTATING, 0),
              counts.getOrDefault(State.OPEN, 0),
              counts.getOrDefault(State.ASKING, 0));
        });
  }

  /** At least one of them is known. */
  private static Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return Objects.requireNonNull(one == null ? other : one);
    }
    return one.isBefore(other) ? one : other;
  }

  private static @Nullable Instant firstOpened(Handle handle) {
    return handle
        .createQuery("select min(opened_at) opened_at from incident where open_key is not null")
        .map((row, context) -> Times.readOrNull(row, "opened_at"))
        .findOne()
        .orElse(null);
  }

  private static Map<State, Integer> counts(Handle handle, Instant from) {
    Map<State, Integer> counts = new EnumMap<>(State.class);
    handle
        .createQuery(
            "select state, count(*) number from incident"
                + " where open_key is not null or opened_at >= :from group by state")
        .bind("from", Times.column(from))
        .map(
            (row, context) ->
                counts.put(
                    Codec.constant(State.class, row.getString("state"), "the state of an incident"),
                    row.getInt("number")))
        .list();
    return counts;
  }
}
