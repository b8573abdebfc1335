package io.github.rekey.azure;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import io.github.rekey.rotation.Fence;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Calls one dependency: bounded in number, cut off while it is down, every failure a {@link
 * CallFailed}. Only reads are repeated, a few times and briefly; longer waits are the rotation's.
 */
public final class Guarded {
  private final Duration openFor;
  private final Retry retry;
  private final CircuitBreaker circuit;
  private final Bulkhead bulkhead;

  Guarded(Duration openFor, Retry retry, CircuitBreaker circuit, Bulkhead bulkhead) {
    this.openFor = openFor;
    this.retry = retry;
    this.circuit = circuit;
    this.bulkhead = bulkhead;
  }

  /** Repeats the call if it was throttled or unavailable: only for calls that change nothing. */
  public <T> T read(Call call, Supplier<T> work) {
    return retry.executeSupplier(() -> once(call, work));
  }

  /** Makes the call exactly once or, with an open circuit or too many calls under way, never. */
  public <T> T once(Call call, Supplier<T> work) {
    try {
      return bulkhead.executeSupplier(() -> circuit.executeSupplier(() -> classified(call, work)));
    } catch (CallNotPermittedException open) {
      throw notMade(call, Kind.UNAVAILABLE, circuit.getName() + " has been failing", openFor);
    } catch (BulkheadFullException full) {
      Duration soon = Duration.ofSeconds(1);
      throw notMade(call, Kind.THROTTLED, "too many calls to " + bulkhead.getName(), soon);
    }
  }

  /** {@link #once(Call, Supplier)} for a call without an answer. */
  public void run(Call call, Runnable work) {
    once(
        call,
        () -> {
          work.run();
          return call;
        });
  }

  private static <T> T classified(Call call, Supplier<T> work) {
    try {
      return work.get();
    } catch (Fence.Superseded superseded) {
      throw superseded;
    } catch (RuntimeException failure) {
      throw AzureErrors.classify(call, failure);
    }
  }

  private static CallFailed notMade(Call call, Kind kind, String why, Duration retryAfter) {
    String message = "%s: not sent, %s; it is tried again later".formatted(call.words(), why);
    return new CallFailed(kind, message, false, retryAfter, null);
  }
}
