package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Match;
import io.github.rekey.triage.Policy.Mode;
import io.github.rekey.triage.Rule;
import io.github.rekey.triage.Rule.DeadlineChoice;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule of the policy, for the resources and tags that it names; see docs/policy.md. */
public record RuleSettings(
    @JsonProperty(required = true) String name,
    List<ResourceId> resources,
    List<String> tags,
    @Nullable Mode mode,
    Map<String, Mode> modeFor,
    @Nullable List<WindowSettings> windows,
    @Nullable Boolean outagesAnyTime,
    @Nullable List<FreezeSettings> freeze,
    @Nullable Duration cooldown,
    @Nullable Integer rotationsPerResourceADay,
    @Nullable List<String> requiredProofs,
    @Nullable DeadlineChoice whenDeadlineComesFirst,
    @Nullable Boolean optOut) {
  private static final List<String> KINDS = kinds(Alert.class).map(Class::getSimpleName).toList();

  public RuleSettings {
    resources = resources == null ? List.of() : List.copyOf(resources);
    tags = tags == null ? List.of() : List.copyOf(tags);
    modeFor = modeFor == null ? Map.of() : Map.copyOf(modeFor);
    try {
      TagTexts.parse(tags);
      check(modeFor, cooldown, rotationsPerResourceADay);
      all(windows, WindowSettings::toWindow);
      all(freeze, FreezeSettings::toFreeze);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("rule %s, %s".formatted(name, e.getMessage()), e);
    }
  }

  private static void check(
      Map<String, Mode> modeFor, @Nullable Duration cooldown, @Nullable Integer aDay) {
    for (String kind : modeFor.keySet()) {
      if (!KINDS.contains(kind)) {
        throw new IllegalArgumentException(
            "modeFor: there is no alert %s; write one of %s"
                .formatted(kind, String.join(", ", KINDS)));
      }
    }
    if (cooldown != null && cooldown.isNegative()) {
      throw new IllegalArgumentException(
          "cooldown: %s is negative; write how long to wait, such as PT6H".formatted(cooldown));
    }
    if (aDay != null && aDay < 0) {
      throw new IllegalArgumentException(
          "rotationsPerResourceADay: %d is negative; 0 has each one asked".formatted(aDay));
    }
  }

  /** A kind of alert may be a group of others. */
  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RuleSettings::kinds)
        : Stream.of(type);
  }

  Match match() {
    return new Match(Set.copyOf(resources), TagTexts.parse(tags));
  }

  Rule toRule() {
    return new Rule(
        name,
        match(),
        new Rule.Modes(mode, modeFor, optOut),
        new Rule.Times(
            all(windows, WindowSettings::toWindow),
            outagesAnyTime,
            all(freeze, FreezeSettings::toFreeze),
            cooldown),
        new Rule.Limits(rotationsPerResourceADay, requiredProofs, whenDeadlineComesFirst));
  }

  private static <T, R> @Nullable List<R> all(@Nullable List<T> settings, Function<T, R> each) {
    return settings == null ? null : settings.stream().map(each).toList();
  }
}
