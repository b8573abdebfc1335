package io.github.rekey.sandbox.servicebus;

import org.apache.qpid.proton.engine.Receiver;

/** Puts what a client sends on a queue or topic. */
final class QueueIntake implements Intake {
  private final Broker broker;
  private final SendFaults faults;
  private final String path;

  QueueIntake(Broker broker, SendFaults faults, String path) {
    this.broker = broker;
    this.faults = faults;
    this.path = path;
  }

  @Override
  public void take(Receiver link, int messageFormat, byte[] content) {
    faults.takeNext();
    if (messageFormat == BatchFormat.CODE) {
      BatchFormat.decode(content).forEach(envelope -> broker.publish(path, envelope));
    } else {
      broker.publish(path, Envelope.decode(content));
    }
  }
}
