/** Starts the simulated control plane and lets a test or a drill steer it. */
@NullMarked
package io.github.rekey.sandbox.control;

import org.jspecify.annotations.NullMarked;
