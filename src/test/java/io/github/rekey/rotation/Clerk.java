package io.github.rekey.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A target that does and holds what a test tells it to. */
final class Clerk implements Target {
  private final String name;
  Supplier<StepOutcome> delivers = () -> new StepOutcome.Done("delivered");
  Supplier<Holding> holds = Holding.Notified::new;
  final List<AccessKey> handed = new ArrayList<>();
  final List<Map<String, String>> told = new ArrayList<>();

  Clerk(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Holding read() {
    return holds.get();
  }

  @Override
  public StepOutcome deliver(NewKey key, Map<String, String> notes, Fence fence) {
    handed.add(key.key());
    told.add(notes);
    return delivers.get();
  }

  @Override
  public void retire(NewKey current, Fence fence) {}
}
