package io.github.rekey.triage;

import io.github.rekey.triage.Rule.DeadlineChoice;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the policy says about one resource, each value with the rule that it comes from.
 *
 * @param rules those that match, the one that goes first at the front
 */
record Ruling(Policy defaults, List<Rule> rules) {
  /** The mode that goes furthest: an alert takes nothing away that another one permits. */
  Ruled<Policy.Mode> mode(Set<String> alerts) {
    return alerts.stream()
        .map(this::mode)
        .max(Comparator.comparing(Ruled::value))
        .orElseGet(() -> mode(""));
  }

  private Ruled<Policy.Mode> mode(String alert) {
    return first(
            rule ->
                rule.modes().byAlert().containsKey(alert)
                    ? rule.modes().byAlert().get(alert)
                    : rule.modes().mode())
        .orElse(new Ruled<>(defaults.mode(), "policy.mode"));
  }

  Optional<Ruled<Boolean>> optedOut() {
    return first(rule -> rule.modes().optOut()).filter(Ruled::value);
  }

  Optional<Ruled<List<Window>>> windows() {
    return first(rule -> rule.times().windows());
  }

  Optional<Ruled<List<Freeze>>> freezes() {
    return first(rule -> rule.times().freezes());
  }

  Optional<Ruled<Duration>> cooldown() {
    return first(rule -> rule.times().cooldown());
  }

  boolean outagesAnyTime() {
    return first(rule -> rule.times().outagesAnyTime()).map(Ruled::value).orElse(true);
  }

  Ruled<Integer> perResourceADay() {
    return first(rule -> rule.limits().perResourceADay())
        .orElse(new Ruled<>(defaults.perResourceADay(), "policy.rotationsPerResourceADay"));
  }

  Optional<Ruled<List<String>>> requiredProofs() {
    return first(rule -> rule.limits().requiredProofs());
  }

  Ruled<DeadlineChoice> whenDeadlineComesFirst() {
    return first(rule -> rule.limits().whenDeadlineComesFirst())
        .orElse(new Ruled<>(DeadlineChoice.ASK, "the default of whenDeadlineComesFirst"));
  }

  private <T> Optional<Ruled<T>> first(Function<Rule, @Nullable T> value) {
    for (Rule rule : rules) {
      T decided = value.apply(rule);
      if (decided != null) {
        return Optional.of(new Ruled<>(decided, "rule " + rule.name()));
      }
    }
    return Optional.empty();
  }
}
