package io.github.rekey.intake;

import org.jspecify.annotations.Nullable;

/**
 * What a caller of the webhooks shows at the door. Not to be logged.
 *
 * @param authorization the Authorization header
 * @param key the query parameter {@code key}
 * @param remoteAddress the peer's IP address
 */
public record Knock(
    @Nullable String authorization, @Nullable String key, @Nullable String remoteAddress) {
  @Override
  public String toString() {
    return "Knock[" + remoteAddress + "]";
  }
}
