package io.github.rekey.sandbox.servicebus;

import java.util.List;
import java.util.stream.Stream;

/** The ready messages of a queue and the order in which they reach its consumers. */
interface Handout {
  void put(QueuedMessage message);

  /** Delivers what can be delivered now. */
  void pump(long now);

  /** Ends what has run out by now; returns the messages whose delivery failed with it. */
  List<QueuedMessage> lapse(long now);

  void sweepExpired(long now);

  /** True if the consumer's locked messages are to be given back at once. */
  boolean detach(Consumer consumer);

  Stream<QueuedMessage> messages();
}
