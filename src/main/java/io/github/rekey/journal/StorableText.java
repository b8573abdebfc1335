package io.github.rekey.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes foreign text fit a column: PostgreSQL takes neither NUL nor half a surrogate pair, and an
 * index no text of any length.
 */
final class StorableText {
  private static final int KEY_LENGTH = 400;

  private StorableText() {}

  /** Text for people, cut where it is too long. */
  static String shown(String text, int atMost) {
    String clean = clean(text);
    return clean.length() <= atMost ? clean : clean(clean.substring(0, atMost - 1)) + "…";
  }

  /** Text that tells things apart: where it has to be altered, a digest keeps it unique. */
  static String key(String text) {
    String clean = clean(text);
    if (clean.equals(text) && text.length() <= KEY_LENGTH) {
      return text;
    }
    String start = clean(clean.substring(0, Math.min(clean.length(), KEY_LENGTH)));
    return start + "#" + digest(text);
  }

  /** SHA-256 over the characters as they are, for an encoder would make broken ones equal. */
  static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      ByteBuffer characters = ByteBuffer.allocate(text.length() * Character.BYTES);
      characters.asCharBuffer().put(text);
      return HexFormat.of().formatHex(sha.digest(characters.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  private static String clean(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return new String(encoded, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
  }
}
