/**
 * A stand-in for an Azure Service Bus namespace, over AMQP 1.0 on loopback. Three layers: the
 * socket pump ({@code AmqpServer}, {@code Peer}), the broker's semantics without any I/O ({@code
 * Broker}, {@code MessageQueue} and what they use), and the AMQP face between them ({@code
 * AmqpFace} and what it uses). Everything but {@code ServiceBusEmulator} runs on the pump's one
 * thread.
 */
@NullMarked
package io.github.rekey.sandbox.servicebus;

import org.jspecify.annotations.NullMarked;
