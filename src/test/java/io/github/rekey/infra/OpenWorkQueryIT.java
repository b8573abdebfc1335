package io.github.rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.journal.Database;
import io.github.rekey.journal.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query by which the scaler sees work fits the tables that the migrations make. */
class OpenWorkQueryIT {
  @TempDir Path folder;

  @Test
  void itCountsOpenIncidentsAndAlertsThatWaitButNothingThatIsDone() throws Exception {
    String path = folder.resolve("rekey").toString();
    Database.open(DatabaseSettings.embedded(path)).close();
    String url = "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE".formatted(path);
    try (Connection connection = DriverManager.getConnection(url, "rekey", "");
        Statement statement = connection.createStatement()) {
      assertThat(openWork(statement)).isZero();

      statement.execute(incident("open", "null"));
      statement.execute(incident("closed", "now()"));
      assertThat(openWork(statement)).isEqualTo(1);

      statement.execute(alert("waiting", "UNDERSTOOD", "null"));
      statement.execute(alert("handled", "UNDERSTOOD", "now()"));
      statement.execute(alert("ignored", "IGNORED", "null"));
      assertThat(openWork(statement)).isEqualTo(2);

      statement.execute("update incident set closed_at = now()");
      statement.execute("update inbox set handled_at = now()");
      assertThat(openWork(statement)).isZero();
    }
  }

  private static int openWork(Statement statement) throws Exception {
    String example = Files.readString(Path.of("infra/terraform/terraform.tfvars.example"));
    String query = example.replaceAll("(?s).*open_work_query = \"([^\"]+)\".*", "$1");
    return count(statement, query);
  }

  private static int count(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getInt(1);
    }
  }

  private static String incident(String id, String closedAt) {
    return "insert into incident (id, resource, opened_at, state, closed_at, version)"
        + " values ('%s', 'r', now(), 'OPEN', %s, 0)".formatted(id, closedAt);
  }

  private static String alert(String id, String kind, String handledAt) {
    return ("insert into inbox (source, event_id, kind, occurred_at, received_at, summary, due_at,"
            + " handled_at) values ('s', '%s', '%s', now(), now(), 'x', now(), %s)")
        .formatted(id, kind, handledAt);
  }
}
