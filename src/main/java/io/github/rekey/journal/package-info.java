/**
 * Durable state over JDBC: migrations, inbox, incidents, rotations, and the engine that wakes due
 * work. May use rotation and triage.
 */
@NullMarked
package io.github.rekey.journal;

import org.jspecify.annotations.NullMarked;
