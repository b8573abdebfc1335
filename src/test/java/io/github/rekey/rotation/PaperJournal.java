package io.github.rekey.rotation;

import java.util.ArrayList;
import java.util.List;

/** A journal in memory that survives the "process" which writes to it. */
public final class PaperJournal implements Journal {
  private final List<JournalEntry> entries = new ArrayList<>();

  @Override
  public List<JournalEntry> entries(RotationId rotation) {
    return List.copyOf(entries);
  }

  @Override
  public void append(RotationId rotation, int known, JournalEntry entry, Fence fence) {
    fence.check();
    if (known != entries.size()) {
      throw new Fence.Superseded("expected " + known + " entries, found " + entries.size());
    }
    entries.add(entry);
  }

  public List<JournalEntry> all() {
    return List.copyOf(entries);
  }
}
