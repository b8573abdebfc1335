package io.github.rekey;

import io.github.rekey.triage.Policy;
import io.github.rekey.triage.Policy.Mode;
import io.github.rekey.triage.Rulebook;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Rekey may do by itself; what is left out is as in {@link Policy#standard()}.
 *
 * @param canaries who goes before the others for the same notice; a failure stops the others
 * @param rules what is otherwise for some resources
 */
public record PolicySettings(
    @Nullable Mode mode,
    @Nullable Integer rotationsPerResourceADay,
    @Nullable Integer rotationsAtOnce,
    @Nullable Double shareAtOnce,
    @Nullable Duration failuresExpectedAfter,
    @Nullable MatchSettings canaries,
    List<RuleSettings> rules) {
  public PolicySettings {
    rules = rules == null ? List.of() : List.copyOf(rules);
    Set<String> names = new HashSet<>();
    for (RuleSettings rule : rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException(
            "two rules are named %s; give each a name of its own".formatted(rule.name()));
      }
    }
  }

  static PolicySettings standard() {
    return new PolicySettings(null, null, null, null, null, null, List.of());
  }

  public Policy toPolicy() {
    Policy standard = Policy.standard();
    return new Policy(
        Objects.requireNonNullElse(mode, standard.mode()),
        Objects.requireNonNullElse(rotationsPerResourceADay, standard.perResourceADay()),
        Objects.requireNonNullElse(rotationsAtOnce, standard.atOnce()),
        Objects.requireNonNullElse(shareAtOnce, standard.shareAtOnce()),
        Objects.requireNonNullElse(failuresExpectedAfter, standard.expectedAfter()),
        standard.settledAfter());
  }

  public Rulebook toRulebook() {
    return new Rulebook(
        toPolicy(),
        rules.stream().map(RuleSettings::toRule).toList(),
        canaries == null ? null : canaries.toMatch());
  }
}
