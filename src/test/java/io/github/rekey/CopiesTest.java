package io.github.rekey;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.intake.MemoryInbox;
import io.github.rekey.intake.Samples;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.OwnIdentity;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A notice that comes many times, in whatever order and however late, is carried out once. */
class CopiesTest {
  private static final List<String> SCHEMAS =
      List.of("common-array", "common-string", "legacy", "eventhubs-record", "rest");
  private static final String COMMUNICATION = "11000012345678";
  private static final int COPIES = 10_000;

  private final ToyRekey rekey = new ToyRekey(new OwnIdentity("rekey", null), Samples.NOW);
  private final MemoryInbox inbox = new MemoryInbox();

  /** What the drain does: hands over what the inbox had not yet. */
  private void arrive(List<Reading> readings) {
    List<Inbox.Receipt> receipts = inbox.store(readings);
    List<Reading> fresh =
        IntStream.range(0, readings.size())
            .filter(i -> receipts.get(i) == Inbox.Receipt.STORED)
            .mapToObj(readings::get)
            .toList();
    ToyPayloads.alerts(fresh).forEach(rekey::hear);
  }

  private static String notice(int schema, int communication) {
    String file = "synthesised/servicehealth-actionrequired-" + SCHEMAS.get(schema) + ".json";
    String id = Long.toString(Long.parseLong(COMMUNICATION) + communication);
    return ToyPayloads.aboutTheToy(Samples.text(file)).replace(COMMUNICATION, id);
  }

  /** Five ways to write each of ten communications about one matter, shuffled. */
  private static List<List<Reading>> copies() {
    List<List<Reading>> distinct = new ArrayList<>();
    for (int schema = 0; schema < SCHEMAS.size(); schema++) {
      for (int communication = 0; communication < 10; communication++) {
        distinct.add(ToyPayloads.readings(notice(schema, communication)));
      }
    }
    List<List<Reading>> copies = new ArrayList<>();
    while (copies.size() < COPIES) {
      copies.addAll(distinct);
    }
    Collections.shuffle(copies, new Random(7));
    return copies;
  }

  @Test
  void tenThousandCopiesBeforeDuringAndAfterMakeOneIncidentAndOneRotation() {
    List<List<Reading>> copies = copies();
    int next = 0;
    while (next < COPIES / 4) {
      arrive(copies.get(next++));
    }
    while (rekey.turn()) {
      arrive(copies.get(next++));
    }
    while (next < COPIES) {
      arrive(copies.get(next++));
      rekey.workToIdle();
    }
    assertThat(inbox.stored()).as("ten communications about two regions").hasSize(20);
    assertThat(rekey.incidents.recent(10)).hasSize(1);
    assertThat(rekey.incidents.all()).hasSize(1);
    assertThat(rekey.azure.regenerated).containsExactly(SECONDARY, PRIMARY);
  }

  @Test
  void anIncidentWithTenThousandDifferentAlertsIsJudgedAsOne() {
    Alert alert = ToyPayloads.alerts(notice(0, 0)).get(0);
    IntStream.range(0, COPIES).forEach(i -> rekey.hear(renamed(alert, "update-" + i)));
    rekey.workToIdle();
    assertThat(only().alertCount()).isEqualTo(COPIES);
    assertThat(only().alerts()).as("the first three and the last").hasSize(4);
    assertThat(rekey.incidents.all()).hasSize(1);
    assertThat(rekey.azure.regenerated).hasSize(2);
  }

  /** More of them than any list of recent incidents is long. */
  @Test
  void remindersThatComeLaterAreFoundToBeSatisfied() {
    Alert alert = ToyPayloads.alerts(notice(0, 0)).get(0);
    rekey.hear(alert);
    rekey.workToIdle();
    for (int i = 0; i < 500; i++) {
      rekey.pass(Duration.ofHours(12));
      rekey.hear(renamed(alert, "reminder-" + i));
      rekey.workToIdle();
    }
    assertThat(rekey.azure.regenerated).containsExactly(SECONDARY, PRIMARY);
    assertThat(rekey.incidents.all()).hasSize(1);
    assertThat(rekey.incidents.recent(500))
        .allMatch(incident -> incident.verdict().reason() == Reason.NOTICE_SATISFIED);
  }

  @Test
  void aNoticeOfAnotherMatterIsNoCopy() {
    arrive(ToyPayloads.readings(notice(0, 0)));
    rekey.workToIdle();
    rekey.pass(Duration.ofHours(12));
    arrive(ToyPayloads.readings(notice(0, 0).replace("5KVL-9X0", "6ABC-1Y1")));
    rekey.workToIdle();
    assertThat(rekey.azure.regenerated).hasSize(4);
  }

  private Incident only() {
    assertThat(rekey.incidents.recent(2)).hasSize(1);
    return rekey.incidents.recent(1).get(0);
  }

  private static Alert renamed(Alert alert, String eventId) {
    Alert.MandatoryNotice notice = (Alert.MandatoryNotice) alert;
    Origin old = notice.origin();
    return new Alert.MandatoryNotice(
        new Origin(old.source(), eventId, old.occurredAt()),
        notice.scope(),
        notice.trackingId(),
        notice.title(),
        notice.slot(),
        notice.deadline());
  }
}
