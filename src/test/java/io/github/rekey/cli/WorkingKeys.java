package io.github.rekey.cli;

import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Slot;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Looks all the time whether some key of a resource is listed and taken. */
final class WorkingKeys implements AutoCloseable {
  private static final long PERIOD_MILLIS = 10;

  private final SignalRResource resource;
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger withoutAny = new AtomicInteger();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  WorkingKeys(SignalRResource resource) {
    this.resource = resource;
    thread.scheduleAtFixedRate(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    List<String> taken = resource.acceptedKeys();
    looks.incrementAndGet();
    if (Stream.of(Slot.values()).map(resource::listedKey).noneMatch(taken::contains)) {
      withoutAny.incrementAndGet();
    }
  }

  int looks() {
    return looks.get();
  }

  /** How many looks found no working key. */
  int withoutAny() {
    return withoutAny.get();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
