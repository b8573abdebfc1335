package io.github.rekey.rotation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call to the outside that did not end well, already classified by the adapter that made it. Its
 * message names what was called and what to do next, and never holds a key, token or signed URL.
 */
public final class CallFailed extends RuntimeException {
  /** Why, as far as the answer told. */
  public enum Kind {
    /** 429: try again after {@link #retryAfter()}. */
    THROTTLED,
    /** 5xx, time-out, refused connection, open circuit: may pass by itself. */
    UNAVAILABLE,
    /** 401 or 403 from a management or target API: Rekey's own identity lacks a right. */
    NO_RIGHT,
    /** 404: the thing is not there. */
    GONE,
    /** 409 or 412: somebody else is changing it. */
    CONFLICT,
    /** Any other refusal: repeating it would not help. */
    REFUSED
  }

  private final Kind kind;
  private final boolean effectPossible;
  private final @Nullable Duration retryAfter;

  /**
   * @param effectPossible true if the request may have been carried out although the answer was a
   *     failure or never came
   */
  public CallFailed(
      Kind kind,
      String message,
      boolean effectPossible,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.effectPossible = effectPossible;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  public boolean effectPossible() {
    return effectPossible;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** True if the same call may succeed later without anybody's help. */
  public boolean passing() {
    return kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE || kind == Kind.CONFLICT;
  }
}
