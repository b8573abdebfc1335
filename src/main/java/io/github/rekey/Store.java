package io.github.rekey;

import io.github.rekey.journal.Database;
import io.github.rekey.journal.DatabaseSettings;
import io.github.rekey.journal.InboxReader;
import io.github.rekey.journal.JdbcApprovals;
import io.github.rekey.journal.JdbcControls;
import io.github.rekey.journal.JdbcIncidents;
import io.github.rekey.journal.JdbcJournal;
import io.github.rekey.journal.JdbcLine;
import io.github.rekey.journal.JdbcOrders;
import java.util.Objects;

/** The durable stores on one database. */
record Store(
    Database database,
    JdbcIncidents incidents,
    JdbcApprovals approvals,
    JdbcOrders orders,
    JdbcLine line,
    JdbcJournal journal,
    JdbcControls controls,
    InboxReader alerts) {
  private static final int CONNECTIONS = 24;

  static Store open(Configuration.Store settings) {
    try {
      Database database = Database.open(settings(settings));
      return new Store(
          database,
          new JdbcIncidents(database),
          new JdbcApprovals(database),
          new JdbcOrders(database),
          new JdbcLine(database),
          new JdbcJournal(database),
          new JdbcControls(database, database.clock()),
          new InboxReader(database));
    } catch (RuntimeException e) {
      throw new ConfigurationFile.Problem(
          "store.url: cannot open the database: %s".formatted(rootCause(e)));
    }
  }

  static DatabaseSettings settings(Configuration.Store settings) {
    return new DatabaseSettings(
        settings.url(),
        Objects.requireNonNullElse(settings.user(), "rekey"),
        Objects.requireNonNullElse(settings.password(), ""),
        CONNECTIONS,
        true);
  }

  private static String rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
