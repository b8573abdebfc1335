/** A Key Vault on the wire, its secrets kept in the world. */
@NullMarked
package io.github.rekey.sandbox.vault;

import org.jspecify.annotations.NullMarked;
