package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.triage.Window;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A maintenance window in local time; from later than to runs over midnight.
 *
 * @param days on which it begins; default: every day
 * @param from such as 22:00
 * @param zone such as Europe/Berlin
 */
public record WindowSettings(
    List<DayOfWeek> days,
    @JsonProperty(required = true) String from,
    @JsonProperty(required = true) String to,
    @JsonProperty(required = true) String zone) {
  public WindowSettings {
    days = days == null || days.isEmpty() ? List.of(DayOfWeek.values()) : List.copyOf(days);
  }

  Window toWindow() {
    Window window =
        new Window(
            Set.copyOf(EnumSet.copyOf(days)),
            LocalTimes.time("windows.from", from),
            LocalTimes.time("windows.to", to),
            LocalTimes.zone("windows.zone", zone));
    if (window.from().equals(window.to())) {
      throw new IllegalArgumentException(
          "windows: from and to are both %s; for the whole day leave the windows out, or end it a"
                  .formatted(from)
              + " minute earlier");
    }
    return window;
  }
}
