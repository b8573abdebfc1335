/**
 * Adapters on the Azure SDK: keys, data-plane probes, proofs, metrics, identity. May use rotation.
 */
@NullMarked
package io.github.rekey.azure;

import org.jspecify.annotations.NullMarked;
