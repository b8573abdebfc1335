package io.github.rekey.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks into the database that replicas share, past all of them. */
final class SharedStore {
  private final String name = "r" + UUID.randomUUID().toString().replace("-", "");
  private @Nullable Connection open;

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

  /** A new, empty database. */
  static SharedStore create() {
    SharedStore store = new SharedStore();
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + store.name);
      return store;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String name() {
    return name;
  }

  int port() {
    return Server.POSTGRES.getPort();
  }

  /** How long ago whoever holds a lease showed a sign of life; empty while nobody holds one. */
  Optional<Duration> silence() {
    return texts(
            "select extract(epoch from clock_timestamp() - last_heartbeat)"
                + " from scheduled_tasks where picked")
        .stream()
        .map(seconds -> Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000)))
        .findFirst();
  }

  /** Ids of the processes that hold a lease, dead or alive. */
  List<Long> actingProcesses() {
    return texts("select picked_by from scheduled_tasks where picked").stream()
        .map(owner -> Long.parseLong(owner.substring(0, owner.indexOf('-'))))
        .toList();
  }

  /** How often a notice was stored. */
  int stored(String trackingId) {
    return texts("select id from inbox where alert like ?", trackingId(trackingId)).size();
  }

  /** How often a notice was handed over to triage. */
  int handled(String trackingId) {
    return texts(
            "select id from inbox where handled_at is not null and alert like ?",
            trackingId(trackingId))
        .size();
  }

  /** How often a notice is among the alerts of an incident. */
  int attached(String trackingId) {
    return texts("select incident from incident_alert where alert like ?", trackingId(trackingId))
        .size();
  }

  private static String trackingId(String value) {
    return "%\"" + value + "\"%";
  }

  int unhandled() {
    return texts("select id from inbox where handled_at is null").size();
  }

  List<String> openIncidents() {
    return texts("select state from incident where open_key is not null");
  }

  List<String> questions() {
    return texts("select verdict from incident where state = 'ASKING'");
  }

  int running() {
    return texts("select id from rotation where active_key is not null").size();
  }

  List<String> rotations() {
    return texts("select id from rotation order by created_at");
  }

  /** How many turns were begun. */
  long turns() {
    return texts("select fence from lease").stream().mapToLong(Long::parseLong).sum();
  }

  private Connection connection() throws SQLException {
    if (open == null) {
      open = Server.POSTGRES.getDatabase("postgres", name).getConnection();
    }
    return open;
  }

  private synchronized List<String> texts(String select, Object... values) {
    try (PreparedStatement statement = connection().prepareStatement(select)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
