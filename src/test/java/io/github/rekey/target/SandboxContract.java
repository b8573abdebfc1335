package io.github.rekey.target;

import io.github.rekey.azure.OnSandbox;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.world.Faults.Kind;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/**
 * The contract on the sandbox's own servers: Azure's real clients over HTTPS, with tokens, and the
 * trouble that its control API can script.
 */
abstract class SandboxContract extends TargetContract {
  protected final RunningPlane running =
      new RunningPlane(
          ControlOptions.defaults().withLroDuration(Duration.ofMillis(1)), Clock.systemUTC());
  protected final OnSandbox azure = new OnSandbox(running);

  /** Name of the vault, store, site or container app, as faults name it. */
  protected abstract String place();

  protected abstract void delete();

  /** The operation that writes, as the sandbox counts it. */
  protected abstract String write();

  /** The fault by which the place's face throttles. */
  protected Kind throttling() {
    return Kind.ARM_THROTTLED;
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Override
  protected int writes() {
    return running.azure().calls().of(write());
  }

  @Override
  protected void fail(CallFailed.Kind kind) {
    switch (kind) {
      case NO_RIGHT -> running.control("POST", "/rights", "{\"actions\":[],\"dataActions\":[]}");
      case GONE -> delete();
      case CONFLICT -> script(Kind.TARGET_BUSY, place());
      case THROTTLED -> script(throttling(), "7");
      default -> throw new IllegalArgumentException("no row asks for " + kind);
    }
  }

  @Override
  protected void editAfterNextRead() {
    script(Kind.TARGET_EDITED, place());
  }

  @Override
  protected void loseNextAnswer() {
    script(Kind.TARGET_500_AFTER_EFFECT, place());
  }

  private void script(Kind kind, String argument) {
    String fault = "{\"kind\":\"%s\",\"argument\":\"%s\"}".formatted(kind, argument);
    running.control("POST", "/faults", fault);
  }
}
