package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.intake.MemoryInbox;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Alert.OperatorReport.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a person reports is taken in like any alert; a preview says what it would lead to. */
class OperatorTest {
  private static final ResourceId STRANGER =
      new ResourceId(ToyAzure.RESOURCE.value().replace("/chat", "/other"));
  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();
  private final PaperIncidents incidents = new PaperIncidents();
  private final MemoryInbox inbox = new MemoryInbox();
  private final Fleet fleet = ToyTriage.fleet(azure);
  private final Operator operator = new Operator(fleet, judge(), inbox, clock);

  private Judge judge() {
    return Judges.of(
        azure,
        Policy.standard(),
        new Histories(
            incidents, new ExpectedFailures(incidents, new PaperJournals(), Duration.ZERO)),
        incidents,
        Turnstiles.of(Policy.standard(), fleet, incidents, clock),
        new Announcer(happening -> {}, clock),
        clock);
  }

  @Test
  void aPreviewSaysWhatWouldBeDoneAndChangesNothing() {
    Verdict verdict = operator.preview(ToyAzure.RESOURCE, Kind.ROTATE, null).orElseThrow();
    assertThat(verdict.plan().kind()).isEqualTo(PlanKind.STANDBY_FIRST);
    assertThat(incidents.recent(10)).isEmpty();
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void aPreviewReckonsWithWhatIsKnownAlready() {
    incidents.attach(ToyAzure.RESOURCE, Alerts.report(Kind.KEYS_LEAKED), clock.instant());
    assertThat(operator.preview(ToyAzure.RESOURCE, Kind.ROTATE, null).orElseThrow().reason())
        .isEqualTo(Reason.COMPROMISE_REPORTED);
  }

  @Test
  void aPreviewOfANamedKeyIsAboutThatKey() {
    Verdict verdict =
        operator.preview(ToyAzure.RESOURCE, Kind.ROTATE, KeySlot.SECONDARY).orElseThrow();
    assertThat(verdict.plan().kind()).isEqualTo(PlanKind.REPLACE_UNUSED);
  }

  @Test
  void nothingIsForeseenOfAResourceThatIsNotLookedAfter() {
    assertThat(operator.preview(STRANGER, Kind.ROTATE, null)).isEmpty();
  }

  @Test
  void aReportIsTakenInInTheNameOfWhoeverMadeIt() {
    Answer answer = operator.report(ToyAzure.RESOURCE, Kind.KEYS_LEAKED, KeySlot.PRIMARY, "ada");
    Alert.OperatorReport report =
        (Alert.OperatorReport) ((Reading.Understood) inbox.stored().get(0)).alert();
    assertThat(report.by()).isEqualTo("ada");
    assertThat(report.origin().source()).isEqualTo("operator:ada");
    assertThat(report.kind()).isEqualTo(Kind.KEYS_LEAKED);
    assertThat(report.slot()).isEqualTo(KeySlot.PRIMARY);
    assertThat(report.scope()).isEqualTo(new Scope.Resource(ToyAzure.RESOURCE));
    assertThat(answer)
        .isEqualTo(new Answer.Accepted(report.origin().eventId(), "taken in; an incident follows"));
  }

  @Test
  void theSameReportMadeTwiceIsTwoReports() {
    operator.report(ToyAzure.RESOURCE, Kind.ROTATE, null, "ada");
    operator.report(ToyAzure.RESOURCE, Kind.ROTATE, null, "ada");
    assertThat(inbox.stored()).hasSize(2);
  }

  @Test
  void aReportAboutAResourceThatIsNotLookedAfterIsNotTakenInAndSaysWhy() {
    assertThat(operator.report(STRANGER, Kind.ROTATE, null, "ada"))
        .isInstanceOfSatisfying(
            Answer.NotFound.class,
            none -> assertThat(none.sentence()).startsWith(STRANGER + " is not in rekey.yaml"));
    assertThat(inbox.stored()).isEmpty();
  }
}
