package io.github.rekey.sandbox.servicebus;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The entities of one namespace by their case-insensitive paths. No I/O; not thread-safe. */
final class Broker {
  private static final String DEAD_LETTERS = "/$deadletterqueue";

  private final Map<String, MessageQueue> queues = new LinkedHashMap<>();
  private final Map<String, List<MessageQueue>> topics = new LinkedHashMap<>();
  private final Clock clock;

  Broker(Clock clock) {
    this.clock = clock;
  }

  MessageQueue createQueue(String name, QueueOptions options) {
    MessageQueue dead = new MessageQueue(options.forDeadLetters(), clock, null);
    MessageQueue queue = new MessageQueue(options, clock, dead);
    queues.put(key(name), queue);
    queues.put(key(name) + DEAD_LETTERS, dead);
    return queue;
  }

  /** Every subscription gets every message: filters are not emulated. */
  void createTopic(String name, List<String> subscriptions, QueueOptions options) {
    List<MessageQueue> created = new ArrayList<>();
    for (String subscription : subscriptions) {
      created.add(createQueue(name + "/subscriptions/" + subscription, options));
    }
    topics.put(key(name), created);
  }

  MessageQueue queue(String path) {
    MessageQueue queue = queues.get(key(path));
    if (queue == null) {
      throw Refusal.entityNotFound(path);
    }
    return queue;
  }

  /** The queues that a message sent to the path goes to. */
  List<MessageQueue> destinations(String path) {
    if (key(path).endsWith(DEAD_LETTERS)) {
      throw Refusal.notAllowed("Messages cannot be sent to a dead-letter queue.");
    }
    List<MessageQueue> subscriptions = topics.get(key(path));
    return subscriptions == null ? List.of(queue(path)) : subscriptions;
  }

  /** The sequence number of the message, or of its last copy. */
  long publish(String path, Envelope envelope) {
    long sequence = 0;
    List<MessageQueue> destinations = destinations(path);
    for (MessageQueue queue : destinations) {
      sequence = queue.enqueue(destinations.size() == 1 ? envelope : envelope.copy());
    }
    return sequence;
  }

  /** Lets time pass: schedules, locks, sessions and lifetimes run out. */
  void tick() {
    List.copyOf(queues.values()).forEach(MessageQueue::tick);
  }

  private static String key(String path) {
    return path.toLowerCase(Locale.ROOT);
  }
}
