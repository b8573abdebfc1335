package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How events come in, and how much of them is kept; each part may be left out. */
public record IntakeSettings(@Nullable Queue queue, @Nullable Webhooks webhooks, Inbox inbox) {
  public IntakeSettings {
    inbox = Objects.requireNonNullElseGet(inbox, Inbox::standard);
  }

  static IntakeSettings none() {
    return new IntakeSettings(null, null, Inbox.standard());
  }

  /**
   * Bounds of the durable inbox.
   *
   * @param mostWaiting alerts that wait to be handled; further ones are refused, so that the sender
   *     repeats them
   * @param keep how long handled events, and unreadable ones, are kept; longer than their senders
   *     repeat them
   * @param mostHandled handled events that are kept
   * @param mostQuarantined unreadable events that are kept
   */
  public record Inbox(
      Integer mostWaiting, Duration keep, Integer mostHandled, Integer mostQuarantined) {
    private static final int MOST_WAITING = 100_000;
    private static final Duration A_MONTH = Duration.ofDays(30);
    private static final int MOST_HANDLED = 500_000;
    private static final int MOST_QUARANTINED = 10_000;

    public Inbox {
      mostWaiting = Objects.requireNonNullElse(mostWaiting, MOST_WAITING);
      keep = Objects.requireNonNullElse(keep, A_MONTH);
      mostHandled = Objects.requireNonNullElse(mostHandled, MOST_HANDLED);
      mostQuarantined = Objects.requireNonNullElse(mostQuarantined, MOST_QUARANTINED);
      if (mostWaiting < 1 || mostHandled < 0 || mostQuarantined < 0 || keep.isNegative()) {
        throw new IllegalArgumentException("the bounds of the inbox must be positive");
      }
    }

    static Inbox standard() {
      return new Inbox(MOST_WAITING, A_MONTH, MOST_HANDLED, MOST_QUARANTINED);
    }
  }

  /** An Azure Service Bus queue, by connection string or by namespace and credential. */
  public record Queue(
      @JsonProperty(required = true) String name,
      @Nullable String connectionString,
      @Nullable String namespace,
      Integer concurrency) {
    public Queue {
      if ((connectionString == null) == (namespace == null)) {
        throw new IllegalArgumentException("give either connectionString or namespace");
      }
      concurrency = Objects.requireNonNullElse(concurrency, 4);
    }

    @Override
    public String toString() {
      return "Queue[" + name + "]";
    }
  }

  /** How webhook callers are known; none of the two is allowed on loopback only. */
  public record Webhooks(@Nullable Entra entra, @Nullable String sharedSecret) {
    @Override
    public String toString() {
      return "Webhooks[hidden]";
    }
  }

  /**
   * Entra ID tokens.
   *
   * @param keysUrl where the tenant's signing keys are, if not at the public authority
   */
  public record Entra(
      @JsonProperty(required = true) String tenantId,
      @JsonProperty(required = true) List<String> audiences,
      @Nullable URI keysUrl) {}
}
