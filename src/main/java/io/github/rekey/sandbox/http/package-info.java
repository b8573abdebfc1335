/**
 * What the simulated faces share of HTTP: requests, answers, a router in any letter case, webhook
 * posts.
 */
@NullMarked
package io.github.rekey.sandbox.http;

import org.jspecify.annotations.NullMarked;
