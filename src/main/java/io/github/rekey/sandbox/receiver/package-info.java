/**
 * Those who are told of a new key: a webhook's receiver with the instances of an app behind it, and
 * a custom topic of Event Grid. May use the sandbox's http, identity and world.
 */
@NullMarked
package io.github.rekey.sandbox.receiver;

import org.jspecify.annotations.NullMarked;
