/**
 * Composition root: reads rekey.yaml into configuration records and wires everything by
 * constructor. May use every room but the sandbox.
 */
@NullMarked
package io.github.rekey;

import org.jspecify.annotations.NullMarked;
