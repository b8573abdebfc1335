package io.github.rekey.intake;

import com.azure.core.credential.TokenCredential;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which Service Bus queue to listen to, and how.
 *
 * @param connectionString null if a namespace and credential are given
 * @param namespace fully qualified, e.g. {@code contoso.servicebus.windows.net}
 * @param concurrency messages handled at once
 * @param patience how long a message is held while the inbox cannot store, before it is given back;
 *     each giving back uses up one of the queue's deliveries (10 by default)
 */
public record QueueSettings(
    @Nullable String connectionString,
    @Nullable String namespace,
    @Nullable TokenCredential credential,
    String queueName,
    int concurrency,
    Duration patience) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  public QueueSettings {
    boolean byCredential = namespace != null && credential != null;
    if ((connectionString != null) == byCredential) {
      throw new IllegalArgumentException(
          "either a connection string, or a namespace and a credential");
    }
    if (concurrency < 1 || patience.isNegative()) {
      throw new IllegalArgumentException("concurrency and patience must be positive");
    }
  }

  public static QueueSettings byConnectionString(
      String connectionString, String queueName, int concurrency) {
    return new QueueSettings(connectionString, null, null, queueName, concurrency, PATIENCE);
  }

  public static QueueSettings byIdentity(
      String namespace, TokenCredential credential, String queueName, int concurrency) {
    return new QueueSettings(null, namespace, credential, queueName, concurrency, PATIENCE);
  }

  public QueueSettings withPatience(Duration longer) {
    return new QueueSettings(
        connectionString, namespace, credential, queueName, concurrency, longer);
  }

  @Override
  public String toString() {
    return "QueueSettings[" + queueName + ", concurrency " + concurrency + "]";
  }
}
