/**
 * A simulated Kubernetes cluster: an API server for Secrets and workloads, whose rollouts take
 * their time. May use the sandbox's world, http and tls.
 */
@NullMarked
package io.github.rekey.sandbox.kubernetes;

import org.jspecify.annotations.NullMarked;
