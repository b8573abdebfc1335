/**
 * Rotations: plans, steps, outcomes, the runner, and the ports to the world. Uses nothing of ours;
 * JDK only.
 */
@NullMarked
package io.github.rekey.rotation;

import org.jspecify.annotations.NullMarked;
