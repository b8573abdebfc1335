package io.github.rekey;

import java.time.Duration;
import java.util.Objects;

/**
 * How questions to people are kept.
 *
 * @param holdFor for how long a question and an approval count: a question that nobody answered by
 *     then is asked again, an approval that was not used by then expires; as often somebody is
 *     reminded of a paused rotation
 */
public record ApprovalSettings(Duration holdFor) {
  private static final Duration STANDARD = Duration.ofHours(4);

  public ApprovalSettings {
    holdFor = Objects.requireNonNullElse(holdFor, STANDARD);
    if (holdFor.isNegative() || holdFor.isZero()) {
      throw new ConfigurationFile.Problem("approvals.holdFor: must be longer than nothing");
    }
  }

  static ApprovalSettings standard() {
    return new ApprovalSettings(STANDARD);
  }
}
