package io.github.rekey.sandbox.servicebus;

import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Sender;

/** A client's receiver on a queue: sends it what the broker delivers, while it gives credit. */
final class Outlet implements Consumer {
  static final Symbol SESSION_FILTER = Symbol.valueOf("com.microsoft:session-filter");
  private static final Symbol SESSION_LOCKED_UNTIL =
      Symbol.valueOf("com.microsoft:locked-until-utc");
  private static final long DOTNET_TICKS_AT_1970 = 621_355_968_000_000_000L;
  private static final long DOTNET_TICKS_A_MILLISECOND = 10_000L;

  private final Sender link;
  private final Source source;
  private final MessageQueue queue;
  private final MessageCodec codec;
  private final boolean deletesOnDelivery;

  Outlet(Sender link, Source source, MessageQueue queue, MessageCodec codec) {
    this.link = link;
    this.source = source;
    this.queue = queue;
    this.codec = codec;
    this.deletesOnDelivery = link.getRemoteSenderSettleMode() == SenderSettleMode.SETTLED;
  }

  MessageQueue queue() {
    return queue;
  }

  /** The client has changed the link's credit. */
  void flow() {
    queue.pump();
    if (link.getDrain()) {
      link.drained();
    }
  }

  @Override
  public boolean hasCredit() {
    return link.getLocalState() == EndpointState.ACTIVE && link.getCredit() > 0;
  }

  @Override
  public boolean deletesOnDelivery() {
    return deletesOnDelivery;
  }

  @Override
  public void deliver(QueuedMessage message) {
    QueuedMessage.Lock lock = message.lock();
    if (lock == null) {
      throw new IllegalStateException("a message is delivered under a lock only");
    }
    byte[] bytes = deletesOnDelivery ? codec.encodeUnlocked(message) : codec.encodeLocked(message);
    Delivery delivery = link.delivery(LockToken.tag(lock.token()));
    delivery.setContext(lock.token());
    link.send(bytes, 0, bytes.length);
    link.advance();
    if (deletesOnDelivery) {
      delivery.settle();
    }
  }

  /** The attach was held back until now: its answer says which session it is. */
  @Override
  public void granted(MessageSession session) {
    Source answer = new Source();
    answer.setAddress(source.getAddress());
    answer.setFilter(Map.of(SESSION_FILTER, session.id()));
    link.setProperties(Map.of(SESSION_LOCKED_UNTIL, dotNetTicks(session.lockedUntil())));
    Links.answer(link, answer);
  }

  @Override
  public void end(Refusal refusal) {
    link.setContext(null);
    Links.refuse(link, refusal);
  }

  private static long dotNetTicks(long millis) {
    return millis * DOTNET_TICKS_A_MILLISECOND + DOTNET_TICKS_AT_1970;
  }
}
