/**
 * Listeners, callers' authentication and parsing: from wire to alert. May use triage and rotation.
 */
@NullMarked
package io.github.rekey.intake;

import org.jspecify.annotations.NullMarked;
