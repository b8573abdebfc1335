package io.github.rekey.journal;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Completes an H2 URL with the options that the journal depends on. It opens the file through H2's
 * {@code async:} file system: through {@code file:} a single interrupted thread closes the database
 * for everybody.
 */
final class EmbeddedUrl {
  private static final String FILE = "jdbc:h2:file:";
  private static final Map<String, String> OPTIONS =
      new TreeMap<>(
          Map.of(
              "MODE", "PostgreSQL",
              "DATABASE_TO_LOWER", "TRUE",
              "DEFAULT_NULL_ORDERING", "HIGH",
              "WRITE_DELAY", "0",
              "LOCK_TIMEOUT", "10000",
              "DB_CLOSE_ON_EXIT", "FALSE"));

  private EmbeddedUrl() {}

  static String complete(String url) {
    if (!url.startsWith(FILE) || url.length() == FILE.length()) {
      throw new IllegalArgumentException(
          "an embedded database is a file: write jdbc:h2:file:PATH, or use PostgreSQL");
    }
    String upper = url.toUpperCase(Locale.ROOT);
    if (upper.contains(";AUTO_SERVER=TRUE")) {
      throw new IllegalArgumentException(
          "H2's AUTO_SERVER loses the database when the serving process ends: use PostgreSQL");
    }
    StringBuilder completed =
        new StringBuilder("jdbc:h2:async:").append(explicit(url.substring(FILE.length())));
    OPTIONS.forEach(
        (option, value) -> {
          if (!upper.contains(";" + option + "=")) {
            completed.append(';').append(option).append('=').append(value);
          }
        });
    return completed.toString();
  }

  /** H2 wants relative paths to say that they are. */
  private static String explicit(String path) {
    boolean plain = Character.isLetterOrDigit(path.charAt(0)) && path.indexOf(':') < 0;
    return plain ? "./" + path : path;
  }
}
