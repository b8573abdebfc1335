/**
 * Places that hold the connection string, one small class a kind: write, activate, read back. May
 * use rotation and azure.
 */
@NullMarked
package io.github.rekey.target;

import org.jspecify.annotations.NullMarked;
