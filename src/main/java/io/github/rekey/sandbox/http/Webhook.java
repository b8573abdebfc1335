package io.github.rekey.sandbox.http;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where to post, and the bearer token to carry, asked for anew at each post.
 *
 * @param url may carry a secret in its query, so it is never shown whole
 */
public record Webhook(URI url, Supplier<Optional<String>> bearer) {
  public static Webhook open(URI url) {
    return new Webhook(url, Optional::empty);
  }

  @Override
  public String toString() {
    return url.getScheme() + "://" + url.getAuthority() + url.getPath();
  }
}
