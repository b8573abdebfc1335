package io.github.rekey.intake;

import java.time.Duration;

/**
 * The webhooks' limits.
 *
 * @param maxBodyBytes larger bodies are answered 413; Event Grid does not repeat those
 * @param retryAfter told to senders when the inbox cannot store
 */
public record WebhookSettings(int maxBodyBytes, Duration retryAfter) {
  public static final WebhookSettings DEFAULT =
      new WebhookSettings(Bounds.DEFAULT.maxBytes(), Duration.ofSeconds(10));
}
