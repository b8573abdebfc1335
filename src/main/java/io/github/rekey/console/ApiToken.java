package io.github.rekey.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The bearer token of the API, at least 20 characters. Kept as a digest; never rendered. */
public final class ApiToken {
  private static final int LEAST_LENGTH = 20;
  private static final int RANDOM_BYTES = 24;
  private static final String SCHEME = "Bearer ";
  private final byte[] digest;

  public ApiToken(String text) {
    if (text.length() < LEAST_LENGTH) {
      throw new IllegalArgumentException(
          "the API token needs at least " + LEAST_LENGTH + " characters; this one is shorter");
    }
    this.digest = digest(text);
  }

  /** Random text fit for a token. */
  public static String generate() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** Whether an Authorization header carries this token; takes as long for any wrong one. */
  boolean opens(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(digest, digest(authorization.substring(SCHEME.length()).trim()));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  @Override
  public String toString() {
    return "ApiToken(hidden)";
  }
}
