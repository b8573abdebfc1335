/** An App Configuration store on the wire, its key-values kept in the world. */
@NullMarked
package io.github.rekey.sandbox.appconfiguration;

import org.jspecify.annotations.NullMarked;
