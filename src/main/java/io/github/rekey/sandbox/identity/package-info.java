/** The token endpoint of a tenant, its signing keys and the tokens that webhooks carry. */
@NullMarked
package io.github.rekey.sandbox.identity;

import org.jspecify.annotations.NullMarked;
