package io.github.rekey.sandbox.servicebus;

/** A client's receiving link, as the broker sees it. */
interface Consumer {
  boolean hasCredit();

  /** Receive-and-delete: a message is done with as soon as it is delivered. */
  boolean deletesOnDelivery();

  /** The message is locked for this consumer. */
  void deliver(QueuedMessage message);

  /** This consumer now owns the session; messages follow. */
  void granted(MessageSession session);

  /** The broker ends the link. */
  void end(Refusal refusal);
}
