package io.github.rekey.triage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rule of the policy for the resources that it matches; what is null it leaves to others. */
public record Rule(String name, Match match, Modes modes, Times times, Limits limits) {

  /** What to do where waiting would miss the deadline of a notice. */
  public enum DeadlineChoice {
    /** Ask at once. */
    ASK,
    /** Wait all the same. */
    WAIT,
    /** Start now, outside of windows and within the cooldown. */
    START
  }

  /**
   * How far Rekey goes by itself.
   *
   * @param byAlert by the simple class name of an {@link Alert}; goes before {@code mode}
   * @param optOut whether Rekey leaves the resources alone altogether
   */
  public record Modes(
      Policy.@Nullable Mode mode, Map<String, Policy.Mode> byAlert, @Nullable Boolean optOut) {}

  /**
   * When it may start.
   *
   * @param outagesAnyTime whether an outage waits for neither window nor cooldown
   * @param cooldown how long after an incident with a proved rotation the next one waits
   */
  public record Times(
      @Nullable List<Window> windows,
      @Nullable Boolean outagesAnyTime,
      @Nullable List<Freeze> freezes,
      @Nullable Duration cooldown) {}

  /**
   * Under which conditions it may start.
   *
   * @param requiredProofs names of proofs, or their kinds: the part before the colon
   */
  public record Limits(
      @Nullable Integer perResourceADay,
      @Nullable List<String> requiredProofs,
      @Nullable DeadlineChoice whenDeadlineComesFirst) {}
}
