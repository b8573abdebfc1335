package io.github.rekey.cli;

import io.github.rekey.sandbox.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A sandbox's consumers of all kinds as entries of rekey.yaml, and those that somebody lists later.
 */
final class SandboxConsumers {
  static final String WEBHOOK_SECRET = "SANDBOX_WEBHOOK_SECRET";
  private static final String SOON = "restartGrace: PT6S, restartAgain: PT6S";
  private static final String UNLISTED = "unlisted";

  private final Description sandbox;
  private final List<Map<String, String>> consumers;
  private final List<String> listedLater = new ArrayList<>();

  @SuppressWarnings("unchecked")
  SandboxConsumers(Description sandbox) {
    this.sandbox = sandbox;
    this.consumers =
        (List<Map<String, String>>) sandbox.values().getOrDefault("consumers", List.of());
  }

  /** What a scan found; the path of the hub is what only a person knows. */
  void list(List<String> entries) {
    String hub = "hub: \"" + text(find(UNLISTED), "hub") + "\"";
    entries.forEach(entry -> listedLater.add(entry.replaceAll("hub: \\S+.*", hub)));
  }

  /** Lines below {@code targets:}. */
  String targets() {
    StringBuilder yaml = new StringBuilder();
    for (Map<String, String> consumer : consumers) {
      if (!kind(consumer).equals(UNLISTED)) {
        yaml.append("      - %s: {%s}%n".formatted(kind(consumer), target(consumer)));
      }
    }
    listedLater.forEach(entry -> yaml.append(entry.strip().indent(6)));
    return yaml.toString();
  }

  private static String target(Map<String, String> of) {
    return switch (kind(of)) {
      case "appConfiguration" ->
          "store: \"%s\", name: %s, key: \"%s\""
              .formatted(text(of, "url"), text(of, "name"), text(of, "key"));
      case "appService" ->
          "sites: [{id: \"%s\", hub: \"%s\"}], ".formatted(text(of, "id"), text(of, "hub")) + SOON;
      case "containerApp" ->
          "id: \"%s\", secret: %s, hub: \"%s\", "
                  .formatted(text(of, "id"), text(of, "secret"), text(of, "hub"))
              + SOON;
      case "kubernetesSecret" ->
          "kubeconfig: %s, namespace: %s, name: %s, key: %s, workloads: [%s], hub: \"%s\", "
                  .formatted(
                      text(of, "kubeconfig"),
                      text(of, "namespace"),
                      text(of, "name"),
                      text(of, "key"),
                      text(of, "workload"),
                      text(of, "hub"))
              + SOON;
      case "file" -> "path: %s, hub: \"%s\"".formatted(text(of, "path"), text(of, "hub"));
      case "webhook" ->
          "name: orders, url: \"%s\", secret: \"${%s}\"".formatted(text(of, "url"), WEBHOOK_SECRET);
      case "eventGridTopic" -> "name: keys, endpoint: \"%s\"".formatted(text(of, "url"));
      default -> throw new IllegalStateException("no such kind of consumer: " + kind(of));
    };
  }

  /** Lines below {@code apps:}. */
  String apps() {
    StringBuilder yaml = new StringBuilder();
    for (Map<String, String> consumer : consumers) {
      boolean listed = !kind(consumer).equals(UNLISTED) || !listedLater.isEmpty();
      if (listed && consumer.containsKey("hub")) {
        yaml.append(
            "      - {name: %s, hub: \"%s\"}%n"
                .formatted(text(consumer, "app"), text(consumer, "hub")));
      }
    }
    return yaml.toString();
  }

  /** Where a scan looks; empty if there is nobody but those in every sandbox. */
  String scan() {
    return consumers.isEmpty()
        ? ""
        : """
          scan:
            subscriptions: [%s]
            vaults: [{url: "%s", name: %s}]
            configurationStores: [{url: "%s", name: %s}]
            kubernetes: [{kubeconfig: %s, namespaces: [%s]}]
          """
            .formatted(
                sandbox.text("subscriptionId"),
                sandbox.text("keyVault"),
                sandbox.text("keyVaultName"),
                text(find("appConfiguration"), "url"),
                text(find("appConfiguration"), "name"),
                text(find("kubernetesSecret"), "kubeconfig"),
                text(find("kubernetesSecret"), "namespace"));
  }

  /** The webhook's secret; none if nobody is told by one. */
  Map<String, String> environment() {
    return consumers.isEmpty() ? Map.of() : Map.of(WEBHOOK_SECRET, text(find("webhook"), "secret"));
  }

  private Map<String, String> find(String kind) {
    return consumers.stream().filter(each -> kind(each).equals(kind)).findFirst().orElseThrow();
  }

  private static String kind(Map<String, String> consumer) {
    return text(consumer, "kind");
  }

  private static String text(Map<String, String> consumer, String key) {
    return Objects.requireNonNull(consumer.get(key), key);
  }
}
