package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueueListenerTest {
  private static final String CONNECTION =
      "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=x;SharedAccessKey=y;"
          + "UseDevelopmentEmulator=true;";

  @Test
  void itDoesNotListenBeforeItIsStarted() {
    Intake intake =
        new Intake(
            Samples.reader(), new MemoryInbox(), new IntakeMeters(new SimpleMeterRegistry()));
    QueueSettings settings = QueueSettings.byConnectionString(CONNECTION, "alerts", 4);
    try (QueueListener listener = new QueueListener(settings, intake)) {
      assertThat(listener.isRunning()).isFalse();
    }
  }

  @Test
  void settingsWithoutAWayInAreNotTaken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueSettings(null, null, null, "q", 1, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueSettings(null, "ns", null, "q", 1, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueueSettings.byConnectionString(CONNECTION, "q", 0));
  }
}
