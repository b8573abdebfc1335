package io.github.rekey.azure;

import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ProofAnswer;
import java.util.OptionalInt;

/** Met once as many clients are connected as before, or the share of them that is demanded. */
public final class ReconnectProof implements Proof {
  private final ClientMeter meter;
  private final double share;

  /**
   * @param share of the baseline that must be back, above 0 and at most 1
   */
  public ReconnectProof(ClientMeter meter, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("the share of clients is above 0 and at most 1");
    }
    this.meter = meter;
    this.share = share;
  }

  @Override
  public String name() {
    return "clients-back";
  }

  @Override
  public Sort sort() {
    return Sort.COUNTING;
  }

  @Override
  public ProofAnswer look(Expectation expectation) {
    int before = expectation.baseline().clients();
    if (before <= 0) {
      return new ProofAnswer.NoEvidence(
          "no client was connected before, so none can be seen to come back");
    }
    int needed = (int) Math.ceil(before * share);
    OptionalInt now = meter.clients(expectation.key().resource(), expectation.since());
    if (now.isEmpty()) {
      return new ProofAnswer.NotYet("a measurement since " + expectation.sinceThen());
    }
    String count = now.getAsInt() + " of " + before + " clients";
    return now.getAsInt() >= needed
        ? new ProofAnswer.Met(count)
        : new ProofAnswer.NotYet(count + ", " + needed + " needed");
  }
}
