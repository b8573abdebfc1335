package io.github.rekey.target;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret's own URL, {@code https://VAULT.vault.azure.net/secrets/NAME[/VERSION]}, by which other
 * services refer to it (Azure docs, Key Vault, object identifiers).
 *
 * @param version blank if it names none; one that names a version never moves to a newer one
 */
record SecretUrl(String vault, String secret, String version, String withoutVersion) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(https://([^./:]+)[^/]*/secrets/([^/;)]+))(?:/([^/;)]+))?/?", Pattern.CASE_INSENSITIVE);

  /** Empty if it is none. */
  static Optional<SecretUrl> parse(@Nullable String text) {
    Matcher url = SHAPE.matcher(text == null ? "" : text);
    return url.matches()
        ? Optional.of(
            new SecretUrl(
                url.group(2), url.group(3), url.group(4) == null ? "" : url.group(4), url.group(1)))
        : Optional.empty();
  }

  boolean versioned() {
    return !version.isEmpty();
  }

  /** The name of the target that writes the secret. */
  String target() {
    return new SecretPlace(vault, secret).targetName();
  }
}
