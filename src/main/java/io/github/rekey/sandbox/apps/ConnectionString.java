package io.github.rekey.sandbox.apps;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** What an app takes from its SignalR connection string. Never printed. */
record ConnectionString(URI endpoint, String accessKey) {

  /** Pairs are split on the first "=", names are in any letter case (azure-signalr SDK). */
  static Optional<ConnectionString> parse(String text) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : text.split(";")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(
            pair.substring(0, equals).trim().toLowerCase(Locale.ROOT),
            pair.substring(equals + 1).trim());
      }
    }
    String endpoint = pairs.getOrDefault("endpoint", "").replaceFirst("/$", "");
    String key = pairs.getOrDefault("accesskey", "");
    return HttpUrl.parse(endpoint) != null && !key.isEmpty()
        ? Optional.of(new ConnectionString(URI.create(endpoint), key))
        : Optional.empty();
  }

  /** Without the port, as the .NET SDK does. */
  String audience(String rest) {
    return endpoint.getScheme() + "://" + endpoint.getHost() + rest;
  }

  @Override
  public String toString() {
    return "ConnectionString[" + endpoint + "]";
  }
}
