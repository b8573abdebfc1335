package io.github.rekey.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The opened and migrated database: an H2 file or PostgreSQL, under one set of migrations. Refuses
 * to open where an acknowledged commit could be lost when the process is killed.
 */
public final class Database implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final HikariDataSource pool;
  private final Transactions transactions;
  private final boolean embedded;
  private final boolean fsync;
  private final SharedTime time;

  private Database(HikariDataSource pool, boolean embedded, boolean fsync, InstantSource own) {
    this.pool = pool;
    this.transactions = new Transactions(Jdbi.create(pool));
    this.embedded = embedded;
    this.fsync = fsync;
    this.time = new SharedTime(transactions, own);
  }

  /** Opens, checks and migrates. */
  public static Database open(DatabaseSettings settings) {
    return open(settings, new MonotonicClock());
  }

  /**
   * @param own the clock of this process, which need not agree with anybody else's
   */
  static Database open(DatabaseSettings settings, InstantSource own) {
    boolean embedded = settings.url().startsWith("jdbc:h2:");
    if (!embedded && !settings.url().startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("the journal is kept in H2 or PostgreSQL, nothing else");
    }
    Database database =
        new Database(
            new HikariDataSource(pooled(settings, embedded)),
            embedded,
            embedded && settings.fsync(),
            own);
    try {
      database.prepare();
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static HikariConfig pooled(DatabaseSettings settings, boolean embedded) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(embedded ? EmbeddedUrl.complete(settings.url()) : settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(Math.min(2, settings.poolSize()));
    config.setConnectionTimeout(CONNECT_WITHIN.toMillis());
    config.setPoolName("journal");
    if (embedded) {
      // H2 closes the file with its last connection: keep those that are there
      config.setMaxLifetime(0);
    } else {
      // a server that has gone without a word must not hold a thread for ever
      config.addDataSourceProperty("socketTimeout", ANSWER_WITHIN.toSeconds());
      config.addDataSourceProperty("tcpKeepAlive", true);
    }
    return config;
  }

  private void prepare() {
    if (embedded) {
      demand("WRITE_DELAY", "0");
      demand("MODE", "PostgreSQL");
    }
    Flyway.configure().dataSource(pool).locations("classpath:db/migration").load().migrate();
    if (!embedded) {
      time.follow();
    }
  }

  private void demand(String setting, String value) {
    String found =
        transactions.query(
            handle ->
                handle
                    .createQuery(
                        "select setting_value from information_schema.settings"
                            + " where setting_name = :name")
                    .bind("name", setting)
                    .mapTo(String.class)
                    .findOne()
                    .orElse("unset"));
    if (!found.equals(value)) {
      throw new IllegalStateException(
          "H2's %s is %s and must be %s: acknowledged alerts could be lost; correct the URL"
              .formatted(setting, found, value));
    }
  }

  /** True for the embedded file, which only one process at a time can open. */
  public boolean embedded() {
    return embedded;
  }

  /**
   * The clock that everything goes by that replicas compare: the database's, or with an embedded
   * one, which has no replicas, the system's.
   */
  public Clock clock() {
    return embedded ? Clock.systemUTC() : time.clock();
  }

  /** Throws if the database does not answer. */
  public void ping() {
    transactions.query(handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
  }

  DataSource dataSource() {
    return pool;
  }

  Transactions transactions() {
    return transactions;
  }

  /** Returns once everything committed so far is on the disk, if the settings ask for that. */
  void force() {
    if (fsync) {
      transactions.query((Handle handle) -> handle.execute("CHECKPOINT SYNC"));
    }
  }

  @Override
  public void close() {
    time.close();
    pool.close();
  }
}
