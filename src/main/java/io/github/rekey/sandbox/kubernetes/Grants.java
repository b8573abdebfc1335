package io.github.rekey.sandbox.kubernetes;

import java.util.List;
import java.util.Set;

/** What the caller may do; at first everything. Thread-safe. */
public final class Grants {
  /**
   * A rule of a Role.
   *
   * @param namespace empty for all
   * @param resources such as {@code secrets}
   * @param names empty for all
   */
  public record Rule(
      String namespace, Set<String> verbs, Set<String> resources, Set<String> names) {
    private boolean allows(String verb, String resource, String where, String name) {
      return (namespace.isEmpty() || namespace.equals(where))
          && verbs.contains(verb)
          && resources.contains(resource)
          && (names.isEmpty() || names.contains(name));
    }
  }

  private volatile List<Rule> rules = List.of();
  private volatile boolean everything = true;

  /** From now on nothing but this. */
  public void only(List<Rule> granted) {
    rules = List.copyOf(granted);
    everything = false;
  }

  /** Refuses as RBAC does. */
  void demand(String verb, String resource, String namespace, String name) {
    boolean allowed =
        everything || rules.stream().anyMatch(r -> r.allows(verb, resource, namespace, name));
    if (!allowed) {
      throw Status.refused(
          403,
          "Forbidden",
          "%s \"%s\" is forbidden: cannot %s in namespace \"%s\""
              .formatted(resource, name, verb, namespace));
    }
  }
}
