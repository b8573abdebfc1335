package io.github.rekey.sandbox.apps;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of an App Service reference, as in {@code @Microsoft.KeyVault(NAME=VALUE;NAME=VALUE)}.
 */
record ReferenceParts(Map<String, String> parts) {

  /** Empty if the text does not begin so, or is not closed. */
  static Optional<ReferenceParts> parse(String opening, String text) {
    if (!text.startsWith(opening) || !text.endsWith(")")) {
      return Optional.empty();
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : text.substring(opening.length(), text.length() - 1).split(";")) {
      String[] sides = part.split("=", 2);
      parts.put(lower(sides[0].trim()), sides[sides.length - 1].trim());
    }
    return Optional.of(new ReferenceParts(parts));
  }

  /** By name in any letter case; blank if it is not there. */
  String get(String name) {
    return parts.getOrDefault(lower(name), "");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
