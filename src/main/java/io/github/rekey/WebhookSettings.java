package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import io.github.rekey.target.Webhook;
import io.github.rekey.target.WebhookSecret;
import io.github.rekey.target.WebhookTarget;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that is told of each new key, and fetches it by itself.
 *
 * @param name short, for messages and the target's name
 * @param url HTTPS, or HTTP on loopback; it may carry a secret in its query
 * @param secret {@code whsec_} and base64, as Standard Webhooks write it
 * @param hub the hub's URL at the app, under which its negotiate answers
 */
public record WebhookSettings(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) URI url,
    @JsonProperty(required = true) String secret,
    @Nullable URI hub)
    implements TargetKind {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  public WebhookSettings {
    if (name != null && !name.matches("[A-Za-z0-9._-]{1,60}")) {
      throw new IllegalArgumentException("name is made of letters, digits and . _ -");
    }
    if (url != null && !safe(url)) {
      throw new IllegalArgumentException("url is an https URL, or an http URL on 127.0.0.1");
    }
    if (secret != null) {
      WebhookSecret.parse(secret);
    }
  }

  private static boolean safe(URI url) {
    return url.getHost() != null
        && ("https".equalsIgnoreCase(url.getScheme())
            || ("http".equalsIgnoreCase(url.getScheme()) && LOOPBACK.contains(url.getHost())));
  }

  @Override
  public Target target(Tools tools) {
    Webhook webhook =
        new Webhook(
            name,
            url,
            WebhookSecret.parse(secret),
            tools.azure().clients().plainHttp(),
            tools.azure().guarded(Dependency.WEBHOOKS));
    return new WebhookTarget(
        webhook,
        tools.fingerprints(),
        hub == null ? null : tools.azure().sight(consumer(hub)),
        tools.clock());
  }

  /** None in Azure: the receiver knows Rekey by its signature. */
  @Override
  public List<NeededRights> rights() {
    return List.of();
  }

  @Override
  public List<Consumer> consumers(Tools tools) {
    return hub == null ? List.of() : List.of(consumer(hub));
  }

  private Consumer consumer(URI at) {
    return new Consumer("the app behind webhook " + name, at, Set::of);
  }

  @Override
  public String toString() {
    return "WebhookSettings[" + name + "]";
  }
}
