package io.github.rekey.rotation;

import java.util.List;
import java.util.Map;

/** A target that only reads. */
record Shelf(String name, List<String> places, Holding holding) implements Target {
  Shelf(String name, Holding holding) {
    this(name, List.of(name), holding);
  }

  @Override
  public Holding read() {
    if (holding == null) {
      throw new CallFailed(CallFailed.Kind.UNAVAILABLE, "503", false, null, null);
    }
    return holding;
  }

  @Override
  public StepOutcome deliver(NewKey key, Map<String, String> notes, Fence fence) {
    throw new AssertionError("looking writes nothing");
  }

  @Override
  public void retire(NewKey current, Fence fence) {
    throw new AssertionError("looking writes nothing");
  }
}
