package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.triage.Freeze;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nothing is done without a person.
 *
 * @param from an instant such as 2026-12-20T00:00:00Z, or a local time where a zone is given
 */
public record FreezeSettings(
    @JsonProperty(required = true) String from,
    @JsonProperty(required = true) String until,
    @Nullable String zone) {
  Freeze toFreeze() {
    Freeze freeze =
        new Freeze(
            LocalTimes.instant("freeze.from", from, zone),
            LocalTimes.instant("freeze.until", until, zone));
    if (!freeze.from().isBefore(freeze.until())) {
      throw new IllegalArgumentException(
          "freeze: until %s is not after from %s; exchange them".formatted(until, from));
    }
    return freeze;
  }
}
