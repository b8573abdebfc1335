package io.github.rekey.intake;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Optional;

/** Looks whether a gate could check its callers: an issuer's keys must be within reach. */
public final class GateSight {
  private GateSight() {}

  /** What is in the way; empty if nothing is. */
  public static Optional<String> trouble(GateSettings settings, HttpClient http) {
    if (!(settings instanceof GateSettings.Entra entra)) {
      return Optional.empty();
    }
    try {
      String document = new JwksEndpoint(http, entra.keys()).fetch();
      return document.contains("\"keys\"")
          ? Optional.empty()
          : Optional.of(entra.keys() + " answers without keys");
    } catch (IOException e) {
      return Optional.of(
          "the issuer's keys at %s are out of reach (%s)"
              .formatted(entra.keys(), e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
