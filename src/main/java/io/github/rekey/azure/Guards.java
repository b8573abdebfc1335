package io.github.rekey.azure;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** One set of guards a {@link Dependency}, measured in Micrometer. */
public final class Guards {
  private final GuardSettings settings;
  private final RetryRegistry retries;
  private final CircuitBreakerRegistry circuits;
  private final BulkheadRegistry bulkheads;

  public Guards(GuardSettings settings, MeterRegistry meters) {
    this.settings = settings;
    this.retries = RetryRegistry.of(retry());
    this.circuits = CircuitBreakerRegistry.of(circuit());
    this.bulkheads = BulkheadRegistry.of(bulkhead());
    TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
    TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
  }

  public Guarded of(Dependency dependency) {
    String name = dependency.label();
    return new Guarded(
        settings.openFor(),
        retries.retry(name),
        circuits.circuitBreaker(name),
        bulkheads.bulkhead(name));
  }

  private RetryConfig retry() {
    return RetryConfig.custom()
        .maxAttempts(settings.attempts())
        .retryOnException(this::worthAnotherTry)
        .intervalBiFunction(this::pause)
        .build();
  }

  private boolean worthAnotherTry(Throwable failure) {
    return failure instanceof CallFailed call
        && (call.kind() == Kind.THROTTLED || call.kind() == Kind.UNAVAILABLE)
        && (call.retryAfter() == null || call.retryAfter().compareTo(settings.longestWait()) <= 0);
  }

  private long pause(int attempt, Either<Throwable, Object> outcome) {
    if (outcome.isLeft()
        && outcome.getLeft() instanceof CallFailed call
        && call.retryAfter() != null) {
      return call.retryAfter().toMillis();
    }
    Duration doubled = settings.firstWait().multipliedBy(1L << Math.min(attempt - 1, 16));
    return Math.min(doubled.toMillis(), settings.longestWait().toMillis());
  }

  private CircuitBreakerConfig circuit() {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(settings.window())
        .minimumNumberOfCalls(settings.window())
        .failureRateThreshold(settings.failurePercent())
        .waitDurationInOpenState(settings.openFor())
        .permittedNumberOfCallsInHalfOpenState(3)
        .recordException(
            failure -> failure instanceof CallFailed call && call.kind() == Kind.UNAVAILABLE)
        .build();
  }

  private BulkheadConfig bulkhead() {
    return BulkheadConfig.custom()
        .maxConcurrentCalls(settings.atOnce())
        .maxWaitDuration(settings.longestWait())
        .build();
  }
}
