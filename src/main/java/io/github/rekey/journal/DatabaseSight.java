package io.github.rekey.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.h2.api.ErrorCode;

/** Looks whether the database could be opened, without making or migrating anything. */
public final class DatabaseSight {
  private static final String FILE = "jdbc:h2:file:";
  private static final String SECONDS = "5";

  private DatabaseSight() {}

  /**
   * What is in the way; empty if nothing is.
   *
   * @return a sentence without the password
   */
  public static Optional<String> trouble(DatabaseSettings settings) {
    boolean embedded = settings.url().startsWith(FILE);
    try {
      String url =
          embedded ? EmbeddedUrl.complete(settings.url()) + ";IFEXISTS=TRUE" : settings.url();
      return connect(url, properties(settings, embedded));
    } catch (IllegalArgumentException badUrl) {
      return Optional.of(String.valueOf(badUrl.getMessage()));
    } catch (SQLException e) {
      return embedded ? embedded(e, settings.url()) : Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> connect(String url, Properties properties) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, properties)) {
      return connection.isValid(Integer.parseInt(SECONDS))
          ? Optional.empty()
          : Optional.of("the database does not answer");
    }
  }

  private static Properties properties(DatabaseSettings settings, boolean embedded) {
    Properties properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password());
    if (!embedded) {
      properties.setProperty("loginTimeout", SECONDS);
      properties.setProperty("connectTimeout", SECONDS);
      properties.setProperty("socketTimeout", SECONDS);
    }
    return properties;
  }

  private static Optional<String> embedded(SQLException failure, String url) {
    return switch (failure.getErrorCode()) {
      case ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1 -> notMadeYet(url);
      case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
          Optional.of("another process, maybe a running Rekey, has the file open");
      default -> Optional.of(String.valueOf(failure.getMessage()));
    };
  }

  private static Optional<String> notMadeYet(String url) {
    Path folder =
        Path.of(url.substring(FILE.length()).split(";", 2)[0]).toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    return folder != null && Files.isDirectory(folder) && Files.isWritable(folder)
        ? Optional.empty()
        : Optional.of("the file does not exist and cannot be made in " + folder);
  }
}
