/**
 * A swarm of real SignalR clients that stay connected to apps, reconnect as browsers do, and keep
 * count of what they missed. May use the sandbox's tls.
 */
@NullMarked
package io.github.rekey.sandbox.swarm;

import org.jspecify.annotations.NullMarked;
