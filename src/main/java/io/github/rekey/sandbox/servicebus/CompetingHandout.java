package io.github.rekey.sandbox.servicebus;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;

/** Without sessions: each message to one of the competing consumers, in turn. */
final class CompetingHandout implements Handout {
  private final ReadyMessages ready = new ReadyMessages();
  private final Queue<Consumer> consumers = new ArrayDeque<>();
  private final QueueOptions options;
  private final Graveyard graveyard;
  private final Deliveries deliveries;

  CompetingHandout(QueueOptions options, Graveyard graveyard, Deliveries deliveries) {
    this.options = options;
    this.graveyard = graveyard;
    this.deliveries = deliveries;
  }

  void attach(Consumer consumer) {
    consumers.add(consumer);
  }

  @Override
  public void put(QueuedMessage message) {
    ready.put(message);
  }

  @Override
  public void pump(long now) {
    long lockedUntil = now + options.lockDuration().toMillis();
    int passedOver = 0;
    while (passedOver < consumers.size() && !ready.isEmpty()) {
      Consumer next = consumers.remove();
      consumers.add(next);
      if (next.hasCredit()) {
        passedOver = 0;
        deliveries.hand(ready.takeFirst(), next, lockedUntil, now);
      } else {
        passedOver++;
      }
    }
  }

  @Override
  public List<QueuedMessage> lapse(long now) {
    return List.of();
  }

  @Override
  public void sweepExpired(long now) {
    ready.sweep(now, message -> graveyard.takeExpired(message, now));
  }

  @Override
  public boolean detach(Consumer consumer) {
    consumers.remove(consumer);
    return options.releaseOnDetach();
  }

  @Override
  public Stream<QueuedMessage> messages() {
    return ready.messages();
  }
}
