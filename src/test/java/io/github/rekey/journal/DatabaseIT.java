package io.github.rekey.journal;

import static io.github.rekey.journal.Given.CHAT;
import static io.github.rekey.journal.Given.NOW;
import static io.github.rekey.journal.Given.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseIT {
  @Test
  void aDatabaseThatWritesLateIsRefused() {
    DatabaseSettings late = at(Backend.H2_FILE.create().url() + ";WRITE_DELAY=500");
    assertThatThrownBy(() -> Database.open(late))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("WRITE_DELAY is 500");
  }

  @Test
  void aDatabaseOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> Database.open(at("jdbc:mysql://x/y")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anInterruptedThreadDoesNotCloseTheDatabaseForTheOthers() throws InterruptedException {
    try (Database database = Database.open(Backend.H2_FILE.create())) {
      JdbcIncidents incidents = new JdbcIncidents(database);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread interrupted =
          new Thread(
              () -> {
                Thread.currentThread().interrupt();
                database.transactions().run(handle -> incidents.attach(CHAT, alert("1"), NOW));
              });
      interrupted.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
      interrupted.start();
      interrupted.join();
      assertThatCode(() -> incidents.attach(CHAT, alert("2"), NOW)).doesNotThrowAnyException();
      assertThat(incidents.open(CHAT).orElseThrow().alerts()).contains(alert("2"));
    }
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void anOpenDatabaseAnswersAndAClosedOneDoesNot(Backend backend) {
    Database database = Database.open(backend.create());
    assertThatCode(database::ping).doesNotThrowAnyException();
    database.close();
    assertThatThrownBy(database::ping).isInstanceOf(RuntimeException.class);
  }

  @Test
  void settingsDoNotShowThePassword() {
    DatabaseSettings settings =
        new DatabaseSettings("jdbc:postgresql://h/n?password=hush", "u", "hush", 5, true);
    assertThat(settings.toString()).contains("jdbc:postgresql://h/n").doesNotContain("hush");
  }

  private static DatabaseSettings at(String url) {
    return new DatabaseSettings(url, "rekey", "", 5, true);
  }
}
