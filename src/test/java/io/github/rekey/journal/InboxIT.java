package io.github.rekey.journal;

import static io.github.rekey.journal.Given.NOW;
import static io.github.rekey.journal.Given.understood;
import static io.github.rekey.triage.Inbox.Receipt.DUPLICATE;
import static io.github.rekey.triage.Inbox.Receipt.STORED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.triage.Alert;
import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Inbox.Receipt;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Scope;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class InboxIT {
  private final Database database;
  private final JdbcInbox inbox;
  private final InboxReader reader;
  private final AtomicInteger nudges = new AtomicInteger();

  InboxIT(Backend backend) {
    database = Database.open(backend.create());
    inbox = new JdbcInbox(database, Clock.fixed(NOW, ZoneOffset.UTC), nudges::incrementAndGet);
    reader = new InboxReader(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void receiptsComeInTheOrderOfTheReadings() {
    inbox.store(List.of(understood("b")));
    assertThat(
            inbox.store(
                List.of(understood("c"), understood("b"), understood("a"), understood("c"))))
        .containsExactly(STORED, DUPLICATE, STORED, DUPLICATE);
    assertThat(reader.recent(10)).hasSize(3);
    assertThat(nudges).hasValue(2);
  }

  @Test
  void anEventOfAnotherSourceIsNotADuplicate() {
    Reading other =
        new Reading.Understood(
            new Alert.AuthFailure(
                new Origin("other rule", "a", NOW), new Scope.Foreign("vm"), "401"));
    assertThat(inbox.store(List.of(understood("a"), other))).containsExactly(STORED, STORED);
  }

  @Test
  void anIgnoredEventIsKeptWithItsReasonAndNotHandedOver() {
    Reading ignored =
        new Reading.Ignored(
            new Origin("rule", "i", NOW), IgnoredBecause.TEST_ALERT, "a test of the rule");
    assertThat(inbox.store(List.of(ignored, ignored))).containsExactly(STORED, DUPLICATE);
    InboxView view = reader.recent(1).get(0);
    assertThat(view.kind()).isEqualTo(InboxView.Kind.IGNORED);
    assertThat(view.reason()).isEqualTo("TEST_ALERT");
    assertThat(view.summary()).isEqualTo("a test of the rule");
    assertThat(reader.waiting()).isZero();
  }

  @Test
  void anUnreadableEventGoesToTheQuarantineOnly() {
    Reading unreadable = new Reading.Unreadable(new Origin("hook", "u", NOW), "no JSON", "<xml/>");
    assertThat(inbox.store(List.of(understood("a"), unreadable, unreadable)))
        .containsExactly(STORED, STORED, DUPLICATE);
    assertThat(reader.recent(10)).hasSize(1);
    InboxView view = reader.quarantined(10).get(0);
    assertThat(view.kind()).isEqualTo(InboxView.Kind.UNREADABLE);
    assertThat(view.reason()).isEqualTo("no JSON");
    assertThat(view.summary()).isEqualTo("<xml/>");
  }

  @Test
  void hostileTextIsStoredAndStillToldApart() {
    String broken = "\0 \ud83d ".repeat(2000);
    List<Reading> hostile = new ArrayList<>();
    for (String id : List.of("\0", "\ud83d", broken + 1, broken + 2)) {
      hostile.add(
          new Reading.Understood(
              new Alert.AuthFailure(new Origin(broken, id, NOW), new Scope.Foreign(broken), id)));
      hostile.add(
          new Reading.Ignored(
              new Origin("i" + broken, id, NOW), IgnoredBecause.OTHER_SERVICE, broken));
      hostile.add(new Reading.Unreadable(new Origin(broken, id, NOW), broken, broken.repeat(20)));
    }
    assertThat(inbox.store(hostile)).containsOnly(STORED);
    assertThat(inbox.store(hostile)).containsOnly(DUPLICATE);
    assertThat(reader.quarantined(10)).hasSize(4);
  }

  @Test
  void eachOfManyDuplicatesStoredAtOnceIsStoredOnce() {
    List<Reading> readings = IntStream.range(0, 50).mapToObj(i -> understood("e" + i)).toList();
    List<Reading> reversed = new ArrayList<>(readings);
    java.util.Collections.reverse(reversed);
    List<Receipt> receipts =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> inbox.store(i % 2 == 0 ? readings : reversed))
            .flatMap(List::stream)
            .toList();
    assertThat(receipts).hasSize(400);
    assertThat(receipts.stream().filter(STORED::equals)).hasSize(50);
  }

  @Test
  void aBatchThatCannotBeStoredIsNotAnsweredAndNudgesNobody() {
    database.transactions().run(handle -> handle.execute("drop table quarantine"));
    Reading unreadable = new Reading.Unreadable(new Origin("hook", "u", NOW), "no JSON", "x");
    assertThatThrownBy(() -> inbox.store(List.of(understood("a"), unreadable)))
        .isInstanceOf(RuntimeException.class);
    assertThat(reader.recent(10)).isEmpty();
    assertThat(nudges).hasValue(0);
  }
}
