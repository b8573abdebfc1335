package io.github.rekey.journal;

import static io.github.rekey.journal.Given.NOW;
import static io.github.rekey.journal.Given.understood;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.triage.Inbox.Receipt;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class InboxRetentionIT {
  private static final Duration MONTH = Duration.ofDays(30);
  private final TickingClock clock = new TickingClock(NOW);
  private final Database database;
  private final JdbcInbox inbox;
  private final InboxReader rows;

  InboxRetentionIT(Backend backend) {
    database = Database.open(backend.create());
    inbox = new JdbcInbox(database, clock, () -> {});
    rows = new InboxReader(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatWasHandledGoesOnceItIsTooOld() {
    store("old", 5);
    handle();
    clock.tick(MONTH.plusSeconds(1));
    store("new", 3);
    handle();
    assertThat(sweep(100)).isEqualTo(10);
    assertThat(rows.recent(100)).hasSize(3);
    assertThat(rows.quarantined(100)).hasSize(3);
  }

  @Test
  void ofTooManyTheOldestGo() {
    store("e", 2500);
    handle();
    assertThat(sweep(10)).isEqualTo(2 * 2490);
    assertThat(rows.recent(100)).extracting(InboxView::eventId).hasSize(10).contains("e2499");
    assertThat(rows.quarantined(100)).hasSize(10);
  }

  @Test
  void whatWaitsIsNeverDeleted() {
    store("waits", 50);
    clock.tick(MONTH.multipliedBy(2));
    sweep(0);
    assertThat(rows.waiting()).isEqualTo(50);
  }

  @Test
  void aCopyOfWhatIsStillKeptIsADuplicate() {
    store("e", 2);
    handle();
    sweep(100);
    assertThat(inbox.store(List.of(understood("e0001")))).containsExactly(Receipt.DUPLICATE);
  }

  private void store(String name, int count) {
    inbox.store(IntStream.range(0, count).mapToObj(i -> understood(id(name, i))).toList());
    inbox.store(
        IntStream.range(0, count)
            .<Reading>mapToObj(
                i -> new Reading.Unreadable(new Origin("hook", id(name, i), NOW), "no JSON", "x"))
            .toList());
  }

  /** Rows of one call are stored in the order of their ids. */
  private static String id(String name, int number) {
    return String.format(Locale.ROOT, "%s%04d", name, number);
  }

  private void handle() {
    InboxDrain drain = new InboxDrain(database, alert -> {}, clock, new SimpleMeterRegistry());
    while (rows.waiting() > 0) {
      drain.drainBatch();
    }
  }

  private int sweep(int most) {
    return new InboxRetention(database, new InboxRetention.Bounds(MONTH, most, most), clock)
        .sweep();
  }
}
