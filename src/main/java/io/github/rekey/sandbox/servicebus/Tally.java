package io.github.rekey.sandbox.servicebus;

/** What has happened to a queue's messages since the queue was created. */
final class Tally {
  private long accepted;
  private long completed;
  private long abandoned;
  private long deadLettered;
  private long duplicates;

  void accepted() {
    accepted++;
  }

  void completed() {
    completed++;
  }

  void abandoned() {
    abandoned++;
  }

  void deadLettered() {
    deadLettered++;
  }

  void duplicate() {
    duplicates++;
  }

  Counts counts(int active, int locked, int scheduled, int deferred, int dead) {
    return new Counts(
        active,
        locked,
        scheduled,
        deferred,
        dead,
        accepted,
        completed,
        abandoned,
        deadLettered,
        duplicates);
  }
}
