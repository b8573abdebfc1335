package io.github.rekey.sandbox.kubernetes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of object that the cluster has. */
public enum Kind {
  SECRET("Secret", "v1"),
  DEPLOYMENT("Deployment", "apps/v1"),
  STATEFUL_SET("StatefulSet", "apps/v1"),
  DAEMON_SET("DaemonSet", "apps/v1");

  private final String singular;
  private final String apiVersion;

  Kind(String singular, String apiVersion) {
    this.singular = singular;
    this.apiVersion = apiVersion;
  }

  static Optional<Kind> ofResource(String plural) {
    return Arrays.stream(values()).filter(kind -> kind.resource().equals(plural)).findFirst();
  }

  /** As in {@code kind:}. */
  String singular() {
    return singular;
  }

  /** As in paths and roles. */
  String resource() {
    return singular.toLowerCase(Locale.ROOT) + "s";
  }

  String apiVersion() {
    return apiVersion;
  }

  boolean runsPods() {
    return this != SECRET;
  }
}
