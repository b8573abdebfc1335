package io.github.rekey.triage;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.Runner;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds rotations before their next step, each by itself or all of them, writes that into their
 * journals, and reminds of those that are held for long.
 */
public final class Pauses {
  static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final Controls controls;
  private final Orders orders;
  private final Runner runner;
  private final Announcer announcer;
  private final Duration remindEvery;
  private final Clock clock;

  public Pauses(
      Controls controls,
      Orders orders,
      Runner runner,
      Announcer announcer,
      Duration remindEvery,
      Clock clock) {
    this.controls = controls;
    this.orders = orders;
    this.runner = runner;
    this.announcer = announcer;
    this.remindEvery = remindEvery;
    this.clock = clock;
  }

  /** When to look again, if the rotation is to hold; empty if it is to go on. */
  Optional<Next> hold(Rotation rotation, Fence fence) {
    Optional<String> by = orders.pause(rotation.id()).or(this::everywhere);
    if (by.isEmpty()) {
      return Optional.empty();
    }
    Instant since = runner.pause(rotation, by.get(), fence);
    Instant now = clock.instant();
    boolean due = !now.isBefore(since.plus(remindEvery));
    if (due && orders.remind(rotation.id(), remindEvery, now)) {
      announcer.stillPaused(rotation, by.get(), since);
    }
    return Optional.of(new Next.After(LOOK_AGAIN));
  }

  private Optional<String> everywhere() {
    return controls.paused() ? Optional.of("the pause of everything") : Optional.empty();
  }
}
