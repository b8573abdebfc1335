/**
 * The scripted trouble that faces which keep values have in common; uses {@code world}, {@code
 * http}.
 */
@NullMarked
package io.github.rekey.sandbox.trouble;

import org.jspecify.annotations.NullMarked;
