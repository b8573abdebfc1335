/**
 * The simulated data plane of Azure SignalR: signed negotiation, client and server WebSockets and
 * the REST API 2022-06-01. May use the sandbox's world, eventgrid and tls.
 */
@NullMarked
package io.github.rekey.sandbox.signalr;

import org.jspecify.annotations.NullMarked;
