package io.github.rekey.sandbox.servicebus;

import java.util.EnumSet;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.jspecify.annotations.Nullable;

/** Opens the links that clients attach, and tells the broker of those that are gone. */
final class Links {
  /** The Standard tier's limit. The client refuses to send without one. */
  private static final UnsignedLong MAX_MESSAGE_BYTES = UnsignedLong.valueOf(262_144);

  private static final int SEND_CREDIT = 1000;
  private static final long DEFAULT_SESSION_WAIT_MILLIS = 60_000;
  private static final Symbol TIMEOUT = Symbol.valueOf("com.microsoft:timeout");

  private final Broker broker;
  private final SendFaults faults;
  private final MessageCodec codec = new MessageCodec();

  Links(Broker broker, SendFaults faults) {
    this.broker = broker;
    this.faults = faults;
  }

  void open(Link link) {
    if (link instanceof Receiver receiver) {
      openIntake(receiver);
    } else if (link instanceof Sender sender && link.getRemoteSource() instanceof Source source) {
      openOutlet(sender, source);
    } else {
      throw Refusal.notEmulated("a link without a source");
    }
  }

  void closed(Link link) {
    if (link.getContext() instanceof Outlet outlet) {
      link.setContext(null);
      outlet.queue().detach(outlet);
    } else if (link instanceof Sender sender) {
      ReplyLinks.of(link).remove(sender);
    }
  }

  /**
   * @param session null for all of the connection's sessions
   */
  void closed(Connection connection, @Nullable Session session) {
    EnumSet<EndpointState> any = EnumSet.allOf(EndpointState.class);
    for (Link link = connection.linkHead(any, any); link != null; link = link.next(any, any)) {
      if (session == null || link.getSession() == session) {
        closed(link);
      }
    }
  }

  /** AMQP refuses a link by attaching it and detaching it with an error. */
  static void refuse(Link link, Refusal refusal) {
    if (link.getLocalState() == EndpointState.UNINITIALIZED) {
      link.open();
    }
    link.setCondition(refusal.asError());
    link.close();
  }

  static void answer(Sender link, Source source) {
    link.setSource(source);
    link.setTarget(link.getRemoteTarget());
    agreeOnSettling(link);
    link.open();
  }

  private void openIntake(Receiver link) {
    if (!(link.getRemoteTarget() instanceof Target target)) {
      throw Refusal.notEmulated("a transaction");
    }
    link.setContext(intake(Address.of(target.getAddress())));
    link.setTarget(target);
    link.setSource(link.getRemoteSource());
    agreeOnSettling(link);
    link.setMaxMessageSize(MAX_MESSAGE_BYTES);
    link.open();
    link.flow(SEND_CREDIT);
  }

  private Intake intake(Address address) {
    if (address.isClaims()) {
      return new ClaimsNode(codec);
    }
    if (address.isManagement()) {
      return new ManagementNode(broker, address.entity(), codec);
    }
    broker.destinations(address.path());
    return new QueueIntake(broker, faults, address.path());
  }

  private void openOutlet(Sender link, Source source) {
    Address address = Address.of(source.getAddress());
    if (address.isClaims() || address.isManagement()) {
      answer(link, source);
      if (link.getRemoteTarget() instanceof Target target) {
        ReplyLinks.of(link).add(target.getAddress(), link);
      }
      return;
    }
    Outlet outlet = new Outlet(link, source, broker.queue(address.path()), codec);
    link.setContext(outlet);
    Map<?, ?> filter = source.getFilter();
    if (filter != null && filter.containsKey(Outlet.SESSION_FILTER)) {
      acceptSession(outlet, link, filter.get(Outlet.SESSION_FILTER));
    } else {
      outlet.queue().attach(outlet);
      answer(link, source);
      outlet.flow();
    }
  }

  private static void acceptSession(Outlet outlet, Sender link, @Nullable Object id) {
    if (id != null) {
      outlet.queue().acceptSession(id.toString(), outlet);
      return;
    }
    Map<Symbol, Object> properties = link.getRemoteProperties();
    Object timeout = properties == null ? null : properties.get(TIMEOUT);
    outlet
        .queue()
        .acceptNextSession(
            outlet,
            timeout instanceof Number millis ? millis.longValue() : DEFAULT_SESSION_WAIT_MILLIS);
  }

  private static void agreeOnSettling(Link link) {
    link.setSenderSettleMode(link.getRemoteSenderSettleMode());
    link.setReceiverSettleMode(link.getRemoteReceiverSettleMode());
  }
}
