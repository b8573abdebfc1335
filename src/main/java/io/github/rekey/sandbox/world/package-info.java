/** The simulated world's state, shared by the sandbox's faces; no I/O. */
@NullMarked
package io.github.rekey.sandbox.world;

import org.jspecify.annotations.NullMarked;
