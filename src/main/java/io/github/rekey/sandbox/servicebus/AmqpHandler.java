package io.github.rekey.sandbox.servicebus;

import org.apache.qpid.proton.engine.Event;

/** What the socket pump drives; called on the pump's thread only. */
interface AmqpHandler {
  void on(Event event);

  void tick();
}
