package io.github.rekey.sandbox.eventgrid;

import io.github.rekey.sandbox.http.Webhook;
import java.util.Set;

/**
 * Who gets which events.
 *
 * @param types the event types wanted, in Azure's spelling; empty for all
 */
public record Subscription(String name, Schema schema, Set<String> types, Destination to) {
  /** Where events go. */
  public sealed interface Destination {}

  /** A Service Bus queue of the sandbox's namespace. */
  public record ToQueue(String queue) implements Destination {}

  /** A webhook that passed the validation handshake. */
  public record ToWebhook(Webhook webhook) implements Destination {}

  public Subscription {
    types = Set.copyOf(types);
  }

  boolean wants(Event event) {
    return types.isEmpty() || event instanceof Event.Raw || types.contains(event.type());
  }
}
