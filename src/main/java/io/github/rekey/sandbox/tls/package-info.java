/** The sandbox's own certificate authority and its HTTPS servers on loopback. */
@NullMarked
package io.github.rekey.sandbox.tls;

import org.jspecify.annotations.NullMarked;
