package io.github.rekey.sandbox.swarm;

import io.github.rekey.TickingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs tasks as its clock is moved forward by hand, each at its own time. */
final class HandTimer implements Later {
  private record Task(Instant due, Runnable work) {}

  private final TickingClock clock;
  private final List<Task> tasks = new ArrayList<>();

  HandTimer(TickingClock clock) {
    this.clock = clock;
  }

  @Override
  public void run(Runnable task, Duration delay) {
    tasks.add(new Task(clock.instant().plus(delay), task));
  }

  void forward(Duration by) {
    Instant end = clock.instant().plus(by);
    for (Optional<Task> next = next(end); next.isPresent(); next = next(end)) {
      tasks.remove(next.get());
      clock.tick(Duration.between(clock.instant(), next.get().due()));
      next.get().work().run();
    }
    clock.tick(Duration.between(clock.instant(), end));
  }

  private Optional<Task> next(Instant end) {
    return tasks.stream()
        .filter(task -> !task.due().isAfter(end))
        .min(Comparator.comparing(Task::due));
  }
}
