package io.github.rekey;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long every test waits for what has to come: long enough for a machine that is busy with other
 * things. What does not come costs this long; what comes costs nothing more.
 */
public final class Patience implements BeforeAllCallback {
  private static final Duration LONG = Duration.ofMinutes(2);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(LONG);
  }
}
