/**
 * Event Grid: delivery of events to a queue or a webhook, at least once and in no certain order.
 */
@NullMarked
package io.github.rekey.sandbox.eventgrid;

import org.jspecify.annotations.NullMarked;
