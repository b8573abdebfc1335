package io.github.rekey.rotation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One paper journal for each rotation. */
public final class PaperJournals implements Journal {
  private final Map<RotationId, PaperJournal> journals = new HashMap<>();

  @Override
  public List<JournalEntry> entries(RotationId rotation) {
    return journals.computeIfAbsent(rotation, r -> new PaperJournal()).entries(rotation);
  }

  @Override
  public void append(RotationId rotation, int known, JournalEntry entry, Fence fence) {
    journals.get(rotation).append(rotation, known, entry, fence);
  }

  /** Rotations that have a journal. */
  public List<RotationId> all() {
    return List.copyOf(journals.keySet());
  }
}
