package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.target.SiteId;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An app whose use of the key is proved.
 *
 * @param hub the hub's URL, under which {@code /negotiate} answers
 * @param site ARM id of the App Service site that runs it, so that its instances are known
 * @param canary whether a client of Rekey's own connects through it and exchanges a message
 * @param health a URL that must answer 2xx; proves nothing about a key
 * @param proof a URL that tells whether the app uses the key, see {@link
 *     io.github.rekey.azure.HttpProof}
 */
public record AppSettings(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) URI hub,
    @Nullable SiteId site,
    Boolean canary,
    @Nullable URI health,
    @Nullable URI proof,
    @Nullable Upstream upstream) {
  public AppSettings {
    canary = Objects.requireNonNullElse(canary, true);
  }

  /**
   * Where an app of a serverless resource takes the service's calls.
   *
   * @param url to which the service posts the hub's event "disconnected"
   */
  public record Upstream(
      @JsonProperty(required = true) URI url, @JsonProperty(required = true) String hub) {}
}
