package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.HandedNotice;
import io.github.rekey.triage.HandedNotice.Format;
import io.github.rekey.triage.HandedNotice.Unreadable;
import io.github.rekey.triage.NoticeReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeReaderTest {
  private static final ResourceId CHAT = id("0000", "chat");
  private static final ResourceId GAMES = id("0000", "games");
  private static final ResourceId FAR = id("1111", "far-away");
  private static final String DEMAND = "Your access keys must be regenerated. ";

  private static ResourceId id(String subscription, String name) {
    return new ResourceId(
        "/subscriptions/%s/resourceGroups/rg-chat/providers/Microsoft.SignalRService/SignalR/%s"
            .formatted(subscription, name));
  }

  private static Fleet fleet(ResourceId... ids) {
    List<ManagedResource> all =
        Arrays.stream(ids)
            .map(id -> new ManagedResource(id, "westeurope", List.of(), List.of(), new ToyAzure()))
            .toList();
    return new Fleet() {
      @Override
      public List<ManagedResource> all() {
        return all;
      }

      @Override
      public Optional<ManagedResource> find(ResourceId wanted) {
        return all.stream().filter(each -> each.id().equals(wanted)).findFirst();
      }
    };
  }

  private static NoticeReading text(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8), Format.TEXT, null);
  }

  private static NoticeReading read(byte[] content, Format format, @Nullable ResourceId said) {
    return new NoticeReader(fleet(CHAT, GAMES, FAR))
        .read(new HandedNotice(content, format, said, null, null));
  }

  private static byte[] mail(String name) throws IOException {
    try (InputStream file = NoticeReaderTest.class.getResourceAsStream("/notices/" + name)) {
      return Objects.requireNonNull(file).readAllBytes();
    }
  }

  @Test
  void anEmailThatStatesEverythingIsReadWithoutAGuess() throws IOException {
    NoticeReading reading = read(mail("stated.eml"), Format.EML, null);
    assertThat(reading.resources()).containsExactly(CHAT);
    assertThat(reading.slot()).isEqualTo(KeySlot.PRIMARY);
    assertThat(reading.deadline()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    assertThat(reading.trackingId()).isEqualTo("VT1X-7K0");
    assertThat(reading.title()).startsWith("Action required: regenerate");
    assertThat(reading.demands()).isNotEmpty();
    assertThat(reading.guesses()).isEmpty();
  }

  @Test
  void aMailThatAnotherForwardsIsReadToo() throws IOException {
    NoticeReading reading = read(mail("forwarded.eml"), Format.EML, null);
    assertThat(reading.resources()).containsExactly(CHAT);
    assertThat(reading.deadline()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    assertThat(reading.slot()).isNull();
  }

  @Test
  void doesNotShowAKeyThatSomebodyPasted() throws IOException {
    assertThat(read(mail("forwarded.eml"), Format.EML, null).toString())
        .doesNotContain("NEVERSHOWTHIS");
  }

  @Test
  void aLineThatAMailProgramBrokeIsReadAsOne() {
    NoticeReading reading =
        text(
            "> Because of a change on our side you are required to\r\n"
                + "> regenerate the access keys of chat.service.signalr.net\r\n> in time.");
    assertThat(reading.demands()).hasSize(1);
    assertThat(reading.resources()).containsExactly(CHAT);
    assertThat(reading.guesses()).isEmpty();
  }

  @Test
  void aHostNameNamesTheResource() {
    assertThat(text(DEMAND + "https://GAMES.service.signalr.net").resources())
        .containsExactly(GAMES);
  }

  @Test
  void aBareNameIsAGuess() {
    NoticeReading reading = text(DEMAND + "It is about chat.");
    assertThat(reading.resources()).containsExactly(CHAT);
    assertThat(reading.guesses()).containsExactly("the resource is told by its bare name only");
  }

  @Test
  void doesNotTakeAPartOfAWordForAName() {
    assertThat(text(DEMAND + "It is about chatter and super-chat.").resources()).isEmpty();
  }

  @Test
  void aSubscriptionAloneIsAGuessAboutAllOfIt() {
    NoticeReading reading = text(DEMAND + "Subscription 0000.");
    assertThat(reading.resources()).containsExactly(CHAT, GAMES);
    assertThat(reading.guesses()).singleElement().asString().contains("only the subscription");
  }

  @Test
  void theOnlyResourceIsAGuessWhereNoneIsNamed() {
    NoticeReading reading =
        new NoticeReader(fleet(CHAT))
            .read(
                new HandedNotice(
                    DEMAND.getBytes(StandardCharsets.UTF_8), Format.TEXT, null, null, null));
    assertThat(reading.resources()).containsExactly(CHAT);
    assertThat(reading.guesses()).singleElement().asString().contains("no other");
  }

  @Test
  void aResourceThatRekeyDoesNotLookAfterIsTold() {
    NoticeReading reading = text(DEMAND + "chat.service.signalr.net, shop.service.signalr.net");
    assertThat(reading.resources()).containsExactly(CHAT);
    assertThat(reading.guesses())
        .containsExactly("it also names shop, which Rekey does not look after");
  }

  @Test
  void whatTheHanderSaysCountsAsStated() {
    NoticeReading reading =
        new NoticeReader(fleet(CHAT, GAMES))
            .read(
                new HandedNotice(
                    DEMAND.getBytes(StandardCharsets.UTF_8),
                    Format.TEXT,
                    GAMES,
                    KeySlot.SECONDARY,
                    Instant.EPOCH));
    assertThat(reading.resources()).containsExactly(GAMES);
    assertThat(reading.slot()).isEqualTo(KeySlot.SECONDARY);
    assertThat(reading.deadline()).isEqualTo(Instant.EPOCH);
    assertThat(reading.guesses()).isEmpty();
  }

  @Test
  void aDeadlineInAnotherSentenceIsAGuess() {
    NoticeReading reading = text(DEMAND + "chat.service.signalr.net stops by 3 March 2027.");
    assertThat(reading.deadline()).isEqualTo(Instant.parse("2027-03-03T00:00:00Z"));
    assertThat(reading.guesses()).singleElement().asString().contains("another sentence");
  }

  @Test
  void aTextThatOnlySpeaksOfKeysIsAGuess() {
    NoticeReading reading =
        text("We are about to retire old access keys of chat.service.signalr.net.");
    assertThat(reading.demands()).isEmpty();
    assertThat(reading.guesses()).singleElement().asString().contains("does not clearly demand");
  }

  @Test
  void aTextWithoutAKeyIsRefused() {
    assertThatThrownBy(() -> text("Your invoice for chat.service.signalr.net is due."))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("nothing in it is about access keys");
  }

  @Test
  void theSameTextIsReadAsTheSameAndAnotherIsNot() {
    String first = text(DEMAND + "chat.service.signalr.net").digest();
    assertThat(text(DEMAND + "chat.service.signalr.net").digest()).isEqualTo(first);
    assertThat(text(DEMAND + "games.service.signalr.net").digest()).isNotEqualTo(first);
  }

  @Test
  void aMailInAnUnknownCharacterSetIsReadAsFarAsItGoes() {
    String mail = "Content-Type: text/plain; charset=no-such-set\n\n" + DEMAND;
    assertThat(read(mail.getBytes(StandardCharsets.UTF_8), Format.EML, CHAT).guesses()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no header and no mail: \u0000\u0001",
        "",
      })
  void whatIsNoMailIsRefusedWithWhatToDo(String broken) {
    assertThatThrownBy(() -> read(broken.getBytes(StandardCharsets.UTF_8), Format.EML, null))
        .isInstanceOf(Unreadable.class);
  }
}
