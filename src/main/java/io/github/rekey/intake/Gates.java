package io.github.rekey.intake;

import java.net.http.HttpClient;
import java.time.Clock;

/** Builds the gate that the settings ask for. */
public final class Gates {
  private Gates() {}

  /**
   * The gate that the settings describe.
   *
   * @param http fetches the issuer's keys; unused by the other gates
   */
  public static WebhookGate of(GateSettings settings, HttpClient http, Clock clock) {
    if (settings instanceof GateSettings.Entra entra) {
      return new EntraTokens(entra, http, clock);
    }
    return settings instanceof GateSettings.SharedKey key
        ? new SharedSecret(key)
        : new OpenOnLoopback();
  }
}
