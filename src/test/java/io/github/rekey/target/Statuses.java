package io.github.rekey.target;

import io.github.rekey.rotation.CallFailed;

/** How an HTTP service says that a call fails. */
final class Statuses {
  private Statuses() {}

  static int of(CallFailed.Kind kind) {
    return switch (kind) {
      case NO_RIGHT -> 403;
      case GONE -> 404;
      case CONFLICT -> 409;
      case THROTTLED -> 429;
      case UNAVAILABLE -> 503;
      case REFUSED -> 400;
    };
  }
}
