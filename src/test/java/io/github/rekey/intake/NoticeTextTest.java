package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.KeySlot;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Your access keys must be regenerated.",
        "The access keys of your Azure SignalR resources will be rotated on 1 March 2027.",
        "You must regenerate both the primary and secondary access keys.",
        "You are required to rotate the access keys for the affected resources.",
        "<p>Action required:</p><ul><li>Regenerate your access keys</li></ul>",
        "Please regenerate your access keys before the deadline, or clients will not connect.",
        "The primary access key needs to be replaced.",
        "Access key regeneration is required.",
        "Regeneration of your access keys is mandatory.",
        "The <b>access&nbsp;keys</b> (both)<br>will&nbsp;be renewed. The access keys must be renewed."
      })
  void aDemandIsRecognised(String text) {
    assertThat(new NoticeText(text).demandsNewKeys()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "You do not need to regenerate your access keys.",
        "No action is needed; your access keys will not be rotated.",
        "Access keys need not be regenerated.",
        "You don't have to rotate your access keys.",
        "You can now rotate your access keys in the portal.",
        "We recommend that you rotate your access keys regularly.",
        "The access keys have been regenerated.",
        "You must rotate the TLS certificates. The access keys are not affected.",
        "You must rotate certificates but the access keys stay.",
        "Secrets in Azure Key Vault must be rotated.",
        "Customer-managed encryption keys must be rotated.",
        "Clients will be replaced. Access keys are fine.",
        "Recommended action: regenerate the keys, and the access keys, one after the other.",
        "Best practices:<br>Rotate your access keys regularly.",
        "Connectivity issues in West Europe."
      })
  void whatIsNoDemandIsNotTakenForOne(String text) {
    assertThat(new NoticeText(text).demandsNewKeys()).isFalse();
  }

  @Test
  void talkOfKeysIsNoticedEvenWithoutADemand() {
    assertThat(new NoticeText("The access keys have been regenerated.").mentionsKeys()).isTrue();
    assertThat(new NoticeText("Your connection string may change.").mentionsKeys()).isTrue();
    assertThat(new NoticeText("Key Vault is slow.").mentionsKeys()).isFalse();
  }

  @Test
  void theSlotIsTakenOnlyWhereOneAloneIsNamed() {
    assertThat(new NoticeText("The primary key must be rotated.").slot())
        .isEqualTo(KeySlot.PRIMARY);
    assertThat(new NoticeText("The secondary access key must be rotated.").slot())
        .isEqualTo(KeySlot.SECONDARY);
    assertThat(new NoticeText("The primary and secondary keys must be rotated.").slot()).isNull();
    assertThat(new NoticeText("Both keys, also the primary key, must be rotated.").slot()).isNull();
    assertThat(new NoticeText("Switch from the primary key to the secondary key.").slot()).isNull();
    assertThat(new NoticeText("The access keys must be rotated.").slot()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "by 31 March 2027 | 2027-03-31T00:00:00Z",
        "before March 31st, 2027 | 2027-03-31T00:00:00Z",
        "no later than Monday, 1 Feb 2027 | 2027-02-01T00:00:00Z",
        "on 2027-03-31 | 2027-03-31T00:00:00Z",
        "after 2027-03-31T10:00:00+02:00 | 2027-03-31T08:00:00Z",
        "by 31 March 2027, that is by 2027-03-31 | 2027-03-31T00:00:00Z"
      })
  void aClearDateIsTheDeadline(String when, Instant deadline) {
    NoticeText text = new NoticeText("Your access keys must be regenerated " + when + ".");
    assertThat(DeadlineDate.in(text.demands())).contains(deadline);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "by 03/04/2027",
        "by 31 March",
        "soon",
        "by 31 February 2027",
        "by 1 March 2027 or by 1 April 2027",
        "as announced (version 2027-01-01)"
      })
  void anUnclearDateIsNotADeadline(String when) {
    NoticeText text = new NoticeText("Your access keys must be regenerated " + when + ".");
    assertThat(text.demandsNewKeys()).isTrue();
    assertThat(DeadlineDate.in(text.demands())).isEmpty();
  }

  @Test
  void aDateOfSomethingElseIsNotADeadline() {
    NoticeText text =
        new NoticeText("TLS 1.0 ends by 1 May 2027. Your access keys must be regenerated.");
    assertThat(DeadlineDate.in(text.demands())).isEmpty();
  }

  @Test
  void hostileTextsDoNotTakeLong() {
    for (String part :
        new String[] {"keys ", "must regenerate ", "a", "<", "not ", "by ", "access key ", "&"}) {
      String text = part.repeat(500_000 / part.length());
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> assertThat(DeadlineDate.in(new NoticeText(text).demands())).isEmpty());
    }
  }
}
