package io.github.rekey.target;

import java.util.List;

/**
 * One rule of a Kubernetes Role: what Rekey's service account must be allowed to do.
 *
 * @param namespace where; empty for the whole cluster
 * @param group API group; empty for the core group
 * @param names the only objects that it is needed for; empty for all of them
 * @param why what Rekey does with it, in a few words
 */
public record KubernetesRule(
    String namespace,
    List<String> verbs,
    String group,
    String resource,
    List<String> names,
    String why) {
  public KubernetesRule {
    verbs = List.copyOf(verbs);
    names = List.copyOf(names);
  }

  /** The resource as {@code kubectl auth can-i} spells it. */
  public String resources() {
    String plural = group.isEmpty() ? resource : resource + "." + group;
    return names.isEmpty() ? plural : plural + "/" + String.join("," + plural + "/", names);
  }

  @Override
  public String toString() {
    String where = namespace.isEmpty() ? "in all namespaces" : "in namespace " + namespace;
    return "%s on %s %s".formatted(String.join(", ", verbs), resources(), where);
  }
}
