package io.github.rekey.sandbox.servicebus;

import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;

/**
 * A request that the broker turns down: what the client is told as an AMQP error. The conditions
 * are those that the client knows; the texts are near Azure's, not the same (assumption).
 */
final class Refusal extends RuntimeException {
  private final String condition;
  private final int status;

  /**
   * @param condition AMQP error condition
   * @param status HTTP-like status, for answers of a management node
   */
  Refusal(String condition, int status, String text) {
    super(text);
    this.condition = condition;
    this.status = status;
  }

  static Refusal lockLost() {
    return new Refusal(
        "com.microsoft:message-lock-lost",
        410,
        "The lock supplied is invalid. Either the lock expired, or the message has already been"
            + " removed from the queue.");
  }

  static Refusal sessionLockLost() {
    return new Refusal(
        "com.microsoft:session-lock-lost", 410, "The session lock has expired. Accept it again.");
  }

  static Refusal sessionTaken(String id) {
    return new Refusal(
        "com.microsoft:session-cannot-be-locked",
        410,
        "The requested session '"
            + id
            + "' cannot be accepted. It may be locked by another receiver.");
  }

  static Refusal noSessionInTime() {
    return new Refusal(
        "com.microsoft:timeout",
        408,
        "The operation did not complete within the allotted timeout. No session was available.");
  }

  static Refusal messageNotFound() {
    return new Refusal("com.microsoft:message-not-found", 404, "The message does not exist.");
  }

  static Refusal entityNotFound(String address) {
    return new Refusal(
        "amqp:not-found", 404, "The messaging entity '" + address + "' could not be found.");
  }

  static Refusal notAllowed(String text) {
    return new Refusal("amqp:not-allowed", 400, text);
  }

  static Refusal notEmulated(String what) {
    return new Refusal("amqp:not-implemented", 501, what + " is not emulated");
  }

  static Refusal undecodable(RuntimeException cause) {
    return new Refusal("amqp:decode-error", 400, "not an AMQP message: " + cause.getMessage());
  }

  static Refusal internal(RuntimeException cause) {
    return new Refusal("amqp:internal-error", 500, "the emulator failed: " + cause);
  }

  String condition() {
    return condition;
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  ErrorCondition asError() {
    return new ErrorCondition(Symbol.valueOf(condition), getMessage());
  }
}
