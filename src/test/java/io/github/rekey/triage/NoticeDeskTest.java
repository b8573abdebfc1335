package io.github.rekey.triage;

import static io.github.rekey.triage.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.HandedNotice.Format;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeDeskTest {
  private static final HandedNotice MAIL =
      new HandedNotice(new byte[0], Format.TEXT, null, null, null);
  private final List<Reading> stored = new ArrayList<>();
  private List<ResourceId> named = List.of(ToyAzure.RESOURCE);

  private final NoticeDesk desk =
      new NoticeDesk(
          notice ->
              new NoticeReading(
                  named,
                  KeySlot.PRIMARY,
                  NOON,
                  "TRK-9",
                  "regenerate",
                  List.of(),
                  List.of("the resource is told by its bare name only"),
                  "digest-1"),
          readings -> {
            stored.addAll(readings);
            return List.of();
          },
          Clock.fixed(NOON, ZoneOffset.UTC));

  private Alert onlyOne() {
    assertThat(stored).hasSize(1);
    return ((Reading.Understood) stored.get(0)).alert();
  }

  @Test
  void whatSomebodyConfirmedAsItWasReadIsANotice() {
    assertThat(desk.report(MAIL, "digest-1", "ada")).isInstanceOf(Answer.Accepted.class);
    assertThat(onlyOne())
        .isInstanceOfSatisfying(
            Alert.MandatoryNotice.class,
            notice -> {
              assertThat(notice.trackingId()).isEqualTo("TRK-9");
              assertThat(notice.slot()).isEqualTo(KeySlot.PRIMARY);
              assertThat(notice.deadline()).isEqualTo(NOON);
              assertThat(notice.origin().source()).isEqualTo("report:ada");
            });
  }

  @Test
  void whatNobodyConfirmedIsAQuestionThatSaysWhatIsGuessed() {
    Answer answer = desk.report(MAIL, null, "mailbox");
    assertThat(((Answer.Accepted) answer).sentence()).contains("a person is asked");
    assertThat(onlyOne())
        .isInstanceOfSatisfying(
            Alert.UnconfirmedNotice.class,
            notice ->
                assertThat(notice.doubt())
                    .contains("nobody vouches that Azure sent it", "bare name only"));
  }

  @Test
  void theAnswerSaysForHowManyResourcesItIsTakenInAndWhatFollows() {
    assertThat(desk.report(MAIL, "digest-1", "ada"))
        .isEqualTo(
            new Answer.Accepted("TRK-9", "taken in for 1 resource as TRK-9; an incident follows"));
    named =
        List.of(
            ToyAzure.RESOURCE, new ResourceId(ToyAzure.RESOURCE.value().replace("/chat", "/b")));
    assertThat(((Answer.Accepted) desk.report(MAIL, "digest-1", "ada")).sentence())
        .startsWith("taken in for 2 resources as TRK-9");
  }

  @Test
  void itsEventSaysOfWhichReadingItIsAndWhetherSomebodyConfirmedIt() {
    desk.report(MAIL, "digest-1", "ada");
    assertThat(onlyOne().origin().eventId())
        .isEqualTo("digest-1/confirmed/" + ToyAzure.RESOURCE.value());
  }

  @Test
  void anotherReadingThanTheConfirmedOneIsNotTakenIn() {
    assertThat(desk.report(MAIL, "digest-0", "ada")).isInstanceOf(Answer.Conflict.class);
    assertThat(stored).isEmpty();
  }

  @Test
  void aNoticeAboutNothingThatIsLookedAfterIsNotTakenIn() {
    named = List.of();
    assertThat(desk.report(MAIL, "digest-1", "ada")).isInstanceOf(Answer.Conflict.class);
    assertThat(stored).isEmpty();
  }

  @Test
  void readingChangesNothing() {
    assertThat(desk.read(MAIL).digest()).isEqualTo("digest-1");
    assertThat(stored).isEmpty();
  }

  @Test
  void handedOverTwiceItIsOneEventAndConfirmedLaterAnother() {
    desk.report(MAIL, null, "ada");
    desk.report(MAIL, null, "ada");
    desk.report(MAIL, "digest-1", "ada");
    List<String> ids =
        stored.stream()
            .map(reading -> ((Reading.Understood) reading).alert().origin().eventId())
            .toList();
    assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
  }
}
