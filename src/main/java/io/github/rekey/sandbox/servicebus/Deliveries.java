package io.github.rekey.sandbox.servicebus;

/** Hands a message to a consumer: under a lock, and not if it has expired. */
final class Deliveries {
  private final Locks locks;
  private final Graveyard graveyard;
  private final Tally tally;

  Deliveries(Locks locks, Graveyard graveyard, Tally tally) {
    this.locks = locks;
    this.graveyard = graveyard;
    this.tally = tally;
  }

  void hand(QueuedMessage message, Consumer to, long lockedUntil, long now) {
    if (graveyard.takeExpired(message, now)) {
      return;
    }
    locks.lock(message, lockedUntil, to);
    to.deliver(message);
    if (to.deletesOnDelivery()) {
      locks.unlock(message);
      tally.completed();
    }
  }
}
