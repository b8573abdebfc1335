package io.github.rekey.target;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A workload as kubectl names it: {@code deployment/web}. */
public record WorkloadId(Kind kind, String name) {
  private static final Pattern SHAPE = Pattern.compile("([a-z]+)/([a-z0-9]([a-z0-9.-]*[a-z0-9])?)");

  /** What keeps pods running, and can be restarted by rolling it out anew. */
  public enum Kind {
    DEPLOYMENT,
    STATEFULSET,
    DAEMONSET;

    String singular() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** As in paths of the API, in group {@code apps}. */
    String plural() {
      return singular() + "s";
    }
  }

  /**
   * Reads a kind and a name, as kubectl writes them.
   *
   * @throws IllegalArgumentException if it is not deployment/NAME, statefulset/NAME or
   *     daemonset/NAME
   */
  public static WorkloadId parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (parts.matches()) {
      for (Kind kind : Kind.values()) {
        if (kind.singular().equals(parts.group(1))) {
          return new WorkloadId(kind, parts.group(2));
        }
      }
    }
    throw new IllegalArgumentException(
        "a workload is deployment/NAME, statefulset/NAME or daemonset/NAME, not " + text);
  }

  @Override
  public String toString() {
    return kind.singular() + "/" + name;
  }
}
