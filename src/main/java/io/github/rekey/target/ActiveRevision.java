package io.github.rekey.target;

import com.azure.resourcemanager.appcontainers.fluent.models.RevisionInner;
import com.azure.resourcemanager.appcontainers.models.RevisionHealthState;
import com.azure.resourcemanager.appcontainers.models.RevisionProvisioningState;
import java.util.Objects;

/**
 * A revision of a container app that may run.
 *
 * @param ready true if its replicas run, or it has none: one that was scaled to zero reads its
 *     secrets when it starts the next time
 * @param state in words
 */
record ActiveRevision(String name, boolean ready, String state) {

  static ActiveRevision of(RevisionInner revision) {
    String running = Objects.requireNonNullElse(revision.runningState(), "no state").toString();
    boolean unhealthy = RevisionHealthState.UNHEALTHY.equals(revision.healthState());
    boolean deployed = !RevisionProvisioningState.PROVISIONING.equals(revision.provisioningState());
    boolean empty = Integer.valueOf(0).equals(revision.replicas());
    boolean runs = revision.runningState() == null || running.startsWith("Running") || empty;
    return new ActiveRevision(
        revision.name(), deployed && runs && !unhealthy, unhealthy ? "unhealthy" : running);
  }
}
