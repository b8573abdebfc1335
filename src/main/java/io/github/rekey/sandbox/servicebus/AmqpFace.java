package io.github.rekey.sandbox.servicebus;

import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The AMQP face of the broker: turns the engine's events into what they ask of the broker. */
final class AmqpFace implements AmqpHandler {
  private static final Logger log = LoggerFactory.getLogger(AmqpFace.class);
  private final Broker broker;
  private final Links links;

  AmqpFace(Broker broker, SendFaults faults) {
    this.broker = broker;
    this.links = new Links(broker, faults);
  }

  @Override
  public void tick() {
    broker.tick();
  }

  @Override
  public void on(Event event) {
    try {
      handle(event);
    } catch (Refusal refusal) {
      refuse(event, refusal);
    } catch (RuntimeException e) {
      log.error("the Service Bus emulator failed at {}", event.getType(), e);
      refuse(event, Refusal.internal(e));
    }
  }

  private void handle(Event event) {
    switch (event.getType()) {
      case CONNECTION_REMOTE_OPEN -> open(event.getConnection());
      case CONNECTION_REMOTE_CLOSE -> close(event.getConnection());
      case CONNECTION_UNBOUND -> links.closed(event.getConnection(), null);
      case SESSION_REMOTE_OPEN -> event.getSession().open();
      case SESSION_REMOTE_CLOSE -> close(event.getSession());
      case LINK_REMOTE_OPEN -> links.open(event.getLink());
      case LINK_REMOTE_CLOSE, LINK_REMOTE_DETACH -> close(event.getLink());
      case LINK_FLOW -> flow(event.getLink());
      case DELIVERY -> deliver(event.getDelivery());
      default -> log.trace("{}", event.getType());
    }
  }

  private void refuse(Event event, Refusal refusal) {
    Link link = event.getLink();
    if (link != null) {
      links.closed(link);
      Links.refuse(link, refusal);
    } else if (event.getConnection() != null) {
      event.getConnection().setCondition(refusal.asError());
      event.getConnection().close();
    }
  }

  private static void open(Connection connection) {
    ReplyLinks.prepare(connection);
    connection.setContainer("service-bus-emulator");
    connection.open();
  }

  private void close(Connection connection) {
    links.closed(connection, null);
    connection.close();
  }

  private void close(Session session) {
    links.closed(session.getConnection(), session);
    session.close();
    session.free();
  }

  private void close(Link link) {
    links.closed(link);
    link.close();
    link.free();
  }

  private static void flow(Link link) {
    if (link.getContext() instanceof Outlet outlet) {
      outlet.flow();
    }
  }

  private static void deliver(Delivery delivery) {
    if (delivery.getLink() instanceof Receiver receiver) {
      Transfers.receive(receiver, delivery);
    } else {
      Dispositions.settle(delivery);
    }
  }
}
