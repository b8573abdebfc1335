/**
 * Simulated App Service sites that use Azure SignalR: instances that cache their key until they are
 * restarted, behind one front door a site. May use the sandbox's world, tls and signalr.
 */
@NullMarked
package io.github.rekey.sandbox.apps;

import org.jspecify.annotations.NullMarked;
