package io.github.rekey.rotation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place that is only looked at; out of reach for the moment if it is given nothing to hold. */
public record Shelf(String name, List<String> places, @Nullable Holding holding) implements Target {
  public Shelf(String name, @Nullable Holding holding) {
    this(name, List.of(name), holding);
  }

  @Override
  public Holding read() {
    if (holding == null) {
      throw new CallFailed(CallFailed.Kind.UNAVAILABLE, "out of reach", false, null, null);
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
