/**
 * Azure Monitor: metrics computed from the world's meters, and alerts posted by an action group.
 */
@NullMarked
package io.github.rekey.sandbox.monitor;

import org.jspecify.annotations.NullMarked;
