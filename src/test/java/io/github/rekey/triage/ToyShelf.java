package io.github.rekey.triage;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place that is only looked at; out of reach for the moment if it is given nothing to hold. */
record ToyShelf(String name, @Nullable Holding holding) implements Target {
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
