package io.github.rekey.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  @Test
  void delaysDoubleFromTheFirstOn() {
    assertThat(backOff.after(0)).hasSeconds(1);
    assertThat(backOff.after(3)).hasSeconds(8);
  }

  @Test
  void delaysDoNotPassTheLongest() {
    assertThat(backOff.after(6)).hasMinutes(1);
    assertThat(backOff.after(Integer.MAX_VALUE)).hasMinutes(1);
  }
}
