package io.github.rekey.azure;

/** What Rekey calls; each has its own circuit, so that one that is down does not stop another. */
public enum Dependency {
  ARM("arm"),
  DATA_PLANE("signalr-data-plane"),
  KEY_VAULT("key-vault"),
  APP_CONFIGURATION("app-configuration"),
  APP_SERVICE("app-service"),
  CONTAINER_APPS("container-apps"),
  KUBERNETES("kubernetes"),
  WEBHOOKS("webhooks"),
  EVENT_GRID("event-grid"),
  MONITOR("monitor"),
  APPS("apps");

  private final String label;

  Dependency(String label) {
    this.label = label;
  }

  /** As in metrics and messages. */
  public String label() {
    return label;
  }
}
