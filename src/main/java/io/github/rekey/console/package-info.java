/** HTTP API, the live page and its event stream. May use rotation and triage. */
@NullMarked
package io.github.rekey.console;

import org.jspecify.annotations.NullMarked;
