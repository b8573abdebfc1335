package io.github.rekey.target;

import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.Fence;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A process that dies between writing the temporary file and renaming it. */
final class CrashingDelivery {
  static final int DEAD = 9;

  private CrashingDelivery() {}

  public static void main(String[] file) {
    Fence deadly =
        new Fence() {
          private int checks;

          @Override
          public void check() {
            if (++checks == 2) {
              Runtime.getRuntime().halt(DEAD);
            }
          }
        };
    FileReload reload = new FileReload(null, null, Duration.ZERO);
    new FileTarget(Path.of(file[0]), null, reload, Clock.systemUTC())
        .deliver(Keys.NEW_KEY, Map.of(), deadly);
  }
}
