package io.github.rekey;

import io.github.rekey.intake.Samples;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sample payloads, told as if they were about {@link ToyRekey}'s resource. */
final class ToyPayloads {
  private ToyPayloads() {}

  /**
   * Puts the toy's subscription, resource group, name, region and secret in the place of those that
   * a sample names. A second SignalR resource of a sample stays a stranger.
   */
  static String aboutTheToy(String sample) {
    return sample
        .replaceAll("(?i)(/subscriptions/)[^/\"\\\\]+", "$1s")
        .replaceAll("(?i)(\"subscriptionId\": ?\")[^\"]+", "$1s")
        .replaceAll("(?i)(/resourcegroups/)[^/\"\\\\]+", "$1rg")
        .replaceAll(
            "(?i)(/microsoft\\.signalrservice/signalr/)(?!contoso-chat-2)[^/\"\\\\]+", "$1chat")
        .replaceAll("Australia East|East US|UK South", "West Europe")
        .replaceAll("(?i)chat-kv|sample-kv", ToyRekey.VAULT)
        .replaceAll("(?i)signalr-connection|newsecret", ToyRekey.SECRET);
  }

  static List<Reading> readings(String body) {
    return Samples.reader().read(body.getBytes(StandardCharsets.UTF_8), "queue");
  }

  static List<Alert> alerts(String body) {
    return alerts(readings(body));
  }

  static List<Alert> alerts(List<Reading> readings) {
    return readings.stream()
        .filter(Reading.Understood.class::isInstance)
        .map(reading -> ((Reading.Understood) reading).alert())
        .toList();
  }
}
