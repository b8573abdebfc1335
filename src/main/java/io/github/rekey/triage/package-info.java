/** From alerts to incidents to verdicts, without I/O of its own. May use rotation. */
@NullMarked
package io.github.rekey.triage;

import org.jspecify.annotations.NullMarked;
