/** The command line; thin. Uses root for serve, the sandbox for drill, HTTP for the verbs. */
@NullMarked
package io.github.rekey.cli;

import org.jspecify.annotations.NullMarked;
