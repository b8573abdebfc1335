package io.github.rekey.sandbox.eventgrid;

/** How a subscription wants its events written. */
public enum Schema {
  EVENT_GRID("application/json; charset=utf-8", "1"),
  CLOUD_EVENTS("application/cloudevents+json; charset=utf-8", "1.0");

  private final String contentType;
  private final String metadataVersion;

  Schema(String contentType, String metadataVersion) {
    this.contentType = contentType;
    this.metadataVersion = metadataVersion;
  }

  String contentType() {
    return contentType;
  }

  /** The value of aeg-metadata-version. */
  String metadataVersion() {
    return metadataVersion;
  }
}
