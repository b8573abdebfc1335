/** Compares what lies beside the code (Terraform, runbook) with the code. */
@NullMarked
package io.github.rekey.infra;

import org.jspecify.annotations.NullMarked;
