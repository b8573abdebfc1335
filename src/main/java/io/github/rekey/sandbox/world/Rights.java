package io.github.rekey.sandbox.world;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the simulated principal may do, on every scope alike; at first everything. */
public final class Rights {
  /** As a role definition lists them; {@code *} stands for any text. */
  public record Grant(List<String> actions, List<String> notActions, List<String> dataActions) {
    public Grant {
      actions = List.copyOf(actions);
      notActions = List.copyOf(notActions);
      dataActions = List.copyOf(dataActions);
    }
  }

  private volatile Grant grant = new Grant(List.of("*"), List.of(), List.of("*"));

  public Grant grant() {
    return grant;
  }

  public void grant(Grant only) {
    grant = only;
  }

  public boolean allows(String action) {
    Grant now = grant;
    return any(now.actions(), action) && !any(now.notActions(), action);
  }

  public boolean allowsData(String action) {
    return any(grant.dataActions(), action);
  }

  private static boolean any(List<String> patterns, String action) {
    return patterns.stream().anyMatch(pattern -> regex(pattern).matcher(action).matches());
  }

  private static Pattern regex(String pattern) {
    String quoted =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(quoted, Pattern.CASE_INSENSITIVE);
  }
}
