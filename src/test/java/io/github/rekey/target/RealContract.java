package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.rekey.azure.Keys;
import io.github.rekey.azure.RealAzure;
import io.github.rekey.rotation.CallFailed;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The contract on a place in real Azure that an operator keeps for it. It touches only a value of
 * its own marker endpoint, and leaves such a value behind. Azure is not made to fail, so the rows
 * that need trouble are skipped.
 */
abstract class RealContract extends TargetContract {
  static final URI MARKER = URI.create("https://rekey-contract-test.service.signalr.net");
  static final String RESTING =
      "Endpoint=" + MARKER + ";AccessKey=" + Keys.OLD.reveal() + ";Version=1.0;";

  protected RealAzure azure;

  RealContract() {
    super(MARKER);
  }

  /** The process's, if not a rehearsal's. */
  protected Map<String, String> environment() {
    return System.getenv();
  }

  /** Puts the value there with Azure's own client. */
  protected abstract void put(String value);

  @BeforeEach
  void connect() {
    azure = new RealAzure(environment());
    requireMarker();
  }

  @AfterEach
  void leaveTheMarker() {
    requireMarker();
    put(RESTING);
  }

  private void requireMarker() {
    String value = " " + stored().toLowerCase(Locale.ROOT);
    assertThat(value.matches("(?s).*[ ;]endpoint\\s*=\\s*" + MARKER + "\\s*(;.*|$)"))
        .as("the place holds a value of %s, the only one that these tests touch", MARKER)
        .isTrue();
  }

  @Override
  protected void store(String value) {
    requireMarker();
    put(value);
  }

  /** Azure takes its real time. */
  @Override
  protected void pass(Duration time) {
    clock.tick(time);
    pause();
  }

  protected void pause() {
    Awaitility.await().pollDelay(azure.pause()).until(() -> true);
  }

  @Override
  protected int writes() {
    assumeThat(false).as("this place does not tell how often it was written").isTrue();
    return 0;
  }

  @Override
  protected void fail(CallFailed.Kind kind) {
    assumeThat(false).as("real Azure is not made to answer %s", kind).isTrue();
  }

  @Override
  protected void editAfterNextRead() {
    assumeThat(false).as("nobody else can be made to edit between read and write").isTrue();
  }

  @Override
  protected void loseNextAnswer() {
    assumeThat(false).as("real Azure is not made to lose an answer").isTrue();
  }
}
