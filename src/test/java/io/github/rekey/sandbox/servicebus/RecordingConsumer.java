package io.github.rekey.sandbox.servicebus;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A consumer with credit to spare that remembers what it was given. */
final class RecordingConsumer implements Consumer {
  private final boolean deletesOnDelivery;
  private final List<QueuedMessage> delivered = new ArrayList<>();
  private final List<UUID> tokens = new ArrayList<>();
  private final List<String> sessions = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private int credit = 1000;

  RecordingConsumer() {
    this(false);
  }

  RecordingConsumer(boolean deletesOnDelivery) {
    this.deletesOnDelivery = deletesOnDelivery;
  }

  RecordingConsumer withCredit(int messages) {
    credit = messages;
    return this;
  }

  List<String> ids() {
    return delivered.stream().map(m -> m.envelope().messageId()).toList();
  }

  QueuedMessage last() {
    return delivered.get(delivered.size() - 1);
  }

  /** The lock token of the last delivery. */
  UUID token() {
    return tokens.get(tokens.size() - 1);
  }

  /** The lock token of the first delivery of a message. */
  UUID tokenOf(String id) {
    return tokens.get(ids().indexOf(id));
  }

  List<String> sessions() {
    return sessions;
  }

  List<String> ends() {
    return ends;
  }

  @Override
  public boolean hasCredit() {
    return credit > 0;
  }

  @Override
  public boolean deletesOnDelivery() {
    return deletesOnDelivery;
  }

  @Override
  public void deliver(QueuedMessage message) {
    credit--;
    delivered.add(message);
    tokens.add(message.lock().token());
  }

  @Override
  public void granted(MessageSession session) {
    sessions.add(session.id());
  }

  @Override
  public void end(Refusal refusal) {
    ends.add(refusal.condition());
  }
}
