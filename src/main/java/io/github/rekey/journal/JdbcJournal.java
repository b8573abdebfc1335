package io.github.rekey.journal;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Journal;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.JournalMismatch;
import io.github.rekey.rotation.RotationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keeps rotations' histories as numbered rows. The fence is checked and held in the transaction
 * that appends, so a takeover waits for the append or the append is refused.
 */
public final class JdbcJournal implements Journal {
  private final Database database;
  private final Codec codec = new Codec();

  public JdbcJournal(Database database) {
    this.database = database;
  }

  @Override
  public List<JournalEntry> entries(RotationId rotation) {
    List<Map.Entry<Integer, String>> rows =
        database
            .transactions()
            .query(
                handle ->
                    handle
                        .createQuery(
                            "select seq, entry from journal_entry"
                                + " where rotation = :rotation order by seq")
                        .bind("rotation", rotation.value())
                        .map((row, context) -> Map.entry(row.getInt(1), row.getString(2)))
                        .list());
    List<JournalEntry> entries = new ArrayList<>(rows.size());
    for (Map.Entry<Integer, String> row : rows) {
      String what = "entry " + row.getKey() + " of rotation " + rotation;
      if (row.getKey() != entries.size()) {
        throw new JournalMismatch(what + " follows entry " + (entries.size() - 1));
      }
      entries.add(codec.decode(row.getValue(), JournalEntry.class, what));
    }
    return List.copyOf(entries);
  }

  @Override
  public void append(RotationId rotation, int known, JournalEntry entry, Fence fence) {
    String encoded = codec.encode(entry);
    database
        .transactions()
        .run(
            handle -> {
              fence.check();
              int appended =
                  handle
                      .createUpdate(
                          "insert into journal_entry (rotation, seq, entry)"
                              + " select cast(:rotation as varchar), cast(:seq as int),"
                              + " cast(:entry as varchar)"
                              + " where (select count(*) from journal_entry"
                              + " where rotation = :rotation) = :seq"
                              + " on conflict do nothing")
                      .bind("rotation", rotation.value())
                      .bind("seq", known)
                      .bind("entry", encoded)
                      .execute();
              if (appended == 0) {
                throw new Fence.Superseded(
                    "rotation " + rotation + " no longer has " + known + " entries");
              }
            });
    if (entry instanceof JournalEntry.Started) {
      database.force();
    }
  }
}
