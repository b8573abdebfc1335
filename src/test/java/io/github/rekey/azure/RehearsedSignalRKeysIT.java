package io.github.rekey.azure;

import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.control.RunningPlane;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The same as on real Azure, with variables that lead to the sandbox. */
class RehearsedSignalRKeysIT extends SignalRKeysContract {
  private final RunningPlane running =
      new RunningPlane(
          ControlOptions.defaults().withLroDuration(Duration.ofMillis(1)), Clock.systemUTC());

  @AfterEach
  void stop() {
    running.close();
  }

  @Override
  protected Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>(Rehearsal.variables(running));
    variables.put("REKEY_AZURE_SIGNALR", running.chat().id());
    variables.put("REKEY_AZURE_REGENERATE", "yes");
    return variables;
  }
}
