package io.github.rekey.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * How far a rollout is after some time: pods start one after another; one that is stuck stays at
 * its first pod, and its Deployment says so.
 *
 * @param podStart how long each pod takes
 */
record RolloutStatus(Duration podStart, boolean stuck) {

  void write(Kind kind, ObjectNode workload, Duration running) {
    int pods =
        kind == Kind.DAEMON_SET
            ? workload.path("status").path("desiredNumberScheduled").asInt(1)
            : workload.path("spec").path("replicas").asInt(1);
    int ready = ready(pods, running);
    ObjectNode status = workload.putObject("status");
    status.put("observedGeneration", workload.path("metadata").path("generation").asLong());
    if (kind == Kind.DAEMON_SET) {
      status.put("desiredNumberScheduled", pods).put("currentNumberScheduled", pods);
      status.put("updatedNumberScheduled", ready).put("numberAvailable", available(pods, ready));
      return;
    }
    status.put("replicas", pods).put("updatedReplicas", ready);
    status.put("availableReplicas", available(pods, ready));
    if (kind == Kind.DEPLOYMENT && stuck) {
      status
          .putArray("conditions")
          .addObject()
          .put("type", "Progressing")
          .put("status", "False")
          .put("reason", "ProgressDeadlineExceeded");
    }
  }

  private int ready(int pods, Duration running) {
    if (stuck) {
      return 0;
    }
    return podStart.isZero() ? pods : (int) Math.min(pods, running.dividedBy(podStart));
  }

  /** The pod that is being replaced is down. */
  private static int available(int pods, int ready) {
    return ready < pods ? pods - 1 : pods;
  }
}
