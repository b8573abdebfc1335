package io.github.rekey.rotation;

/** A key's HMAC under the installation's secret: the only form of a key that is stored or shown. */
public record Fingerprint(String value) {
  @Override
  public String toString() {
    return value;
  }
}
