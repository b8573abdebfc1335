package io.github.rekey.rotation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** An access key's text. It lives in memory only: no rendering of it shows the text. */
public final class AccessKey {
  private final String text;

  public AccessKey(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("an access key is never blank");
    }
    this.text = text;
  }

  /** The key itself: only for signing and for writing to a target. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccessKey key
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), key.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "AccessKey(hidden)";
  }
}
