package io.github.rekey.rotation;

import java.util.List;

/** Where rotations' histories are kept. An append is durable when the method returns. */
public interface Journal {
  List<JournalEntry> entries(RotationId rotation);

  /**
   * Appends after exactly {@code known} entries.
   *
   * @throws Fence.Superseded if the fence is lost or somebody else appended meanwhile
   */
  void append(RotationId rotation, int known, JournalEntry entry, Fence fence);
}
