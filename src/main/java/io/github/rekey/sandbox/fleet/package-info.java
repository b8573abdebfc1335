/**
 * Many light resources for drills about mass events: real to Resource Manager and to probes, each
 * with one process that takes its key from a file.
 */
@NullMarked
package io.github.rekey.sandbox.fleet;

import org.jspecify.annotations.NullMarked;
