package io.github.rekey.cli;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that speaks to a running Rekey. */
final class Connection {
  @Option(
      names = "--url",
      defaultValue = "${env:REKEY_URL:-http://127.0.0.1:8080}",
      description = "Base URL of the API (default: ${DEFAULT-VALUE}).")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--token",
      defaultValue = "${env:REKEY_TOKEN}",
      description = "Bearer token of the API; by preference in the variable REKEY_TOKEN.")
  private @Nullable String token;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  ApiClient client() {
    if (token == null || token.isBlank()) {
      throw new ApiClient.Refused(
          "the API needs a token: put it in REKEY_TOKEN (`serve` prints one at its start)");
    }
    return new ApiClient(url, Objects.requireNonNull(token));
  }

  boolean json() {
    return json;
  }
}
