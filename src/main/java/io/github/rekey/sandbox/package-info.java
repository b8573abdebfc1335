/**
 * A simulated Azure that speaks Azure's real wire on loopback. Uses nothing of ours: it meets the
 * product on the wire only.
 */
@NullMarked
package io.github.rekey.sandbox;

import org.jspecify.annotations.NullMarked;
