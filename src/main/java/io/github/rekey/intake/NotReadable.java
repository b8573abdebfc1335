package io.github.rekey.intake;

/** An element of a known shape that lacks what it needs. The message holds no part of the body. */
final class NotReadable extends RuntimeException {
  private final String reason;

  NotReadable(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
