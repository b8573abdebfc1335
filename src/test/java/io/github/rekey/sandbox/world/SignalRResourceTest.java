package io.github.rekey.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalRResourceTest {
  private final SignalRResource resource =
      new SignalRResource("/subscriptions/s/x/chat", "eastus", Map.of(), Clock.systemUTC());

  @Test
  void labelsAKeyBySlotAndOrdinal() {
    String first = resource.listedKey(Slot.PRIMARY);
    resource.replace(Slot.PRIMARY, Duration.ZERO);
    assertThat(resource.label(first)).isEqualTo("primary #1");
    assertThat(resource.label(resource.listedKey(Slot.PRIMARY))).isEqualTo("primary #2");
    assertThat(resource.label(resource.listedKey(Slot.SECONDARY))).isEqualTo("secondary #1");
  }

  @Test
  void doesNotLabelAKeyThatItNeverMinted() {
    assertThat(resource.label("nobody's key")).isEqualTo("unknown");
  }

  @Test
  void aNewKeyIsListedAtOnceButNotTakenBeforeItHasPropagated() {
    String old = resource.listedKey(Slot.PRIMARY);
    resource.replace(Slot.PRIMARY, Duration.ofHours(1));
    assertThat(resource.acceptedKeys())
        .contains(old)
        .doesNotContain(resource.listedKey(Slot.PRIMARY));
  }
}
