package io.github.rekey.sandbox.servicebus;

import org.apache.qpid.proton.engine.Receiver;

/** What stands at the broker's end of a link on which a client sends. */
interface Intake {
  /**
   * Takes one whole transfer; accepts it by returning.
   *
   * @throws Refusal to reject it
   */
  void take(Receiver link, int messageFormat, byte[] content);
}
