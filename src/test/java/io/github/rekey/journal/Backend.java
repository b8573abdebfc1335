package io.github.rekey.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The databases that the journal runs on; every call makes a new, empty one. */
enum Backend {
  H2_FILE {
    @Override
    DatabaseSettings create() {
      try {
        Path directory = Files.createTempDirectory(Path.of("target"), "journal-");
        return DatabaseSettings.embedded(directory.resolve("rekey").toAbsolutePath().toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  },

  POSTGRES {
    @Override
    DatabaseSettings create() {
      String name = "t" + UUID.randomUUID().toString().replace("-", "");
      EmbeddedPostgres server = Server.POSTGRES;
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return new DatabaseSettings(
          server.getJdbcUrl("postgres", name), "postgres", "postgres", 20, false);
    }
  };

  abstract DatabaseSettings create();

  /** One server for all tests of a run; it ends with the process. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
