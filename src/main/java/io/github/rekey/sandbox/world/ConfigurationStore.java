package io.github.rekey.sandbox.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One simulated App Configuration store's key-values. Thread-safe. */
public final class ConfigurationStore {
  /** In exact letter case; null stands for no label. */
  public record Identity(String key, @Nullable String label) {
    @Override
    public String toString() {
      return label == null ? key : key + "@" + label;
    }
  }

  /** What its owner says of a key-value; a blank content type is none. */
  public record Content(String value, String contentType, Map<String, String> tags) {
    /** The content type of a reference to a Key Vault secret. */
    public static final String REFERENCE =
        "application/vnd.microsoft.appconfig.keyvaultref+json;charset=utf-8";

    public Content {
      tags = Map.copyOf(tags);
    }

    public static Content text(String value) {
      return new Content(value, "", Map.of());
    }

    public static Content reference(URI secret) {
      return new Content("{\"uri\":\"" + secret + "\"}", REFERENCE, Map.of());
    }

    /** The secret that it refers to, if it is a reference. */
    public Optional<URI> secret() {
      if (!contentType.equals(REFERENCE)) {
        return Optional.empty();
      }
      try {
        return Optional.of(URI.create(new ObjectMapper().readTree(value).path("uri").asText()));
      } catch (JsonProcessingException | IllegalArgumentException unreadable) {
        return Optional.empty();
      }
    }
  }

  /** A key-value as it is now; each write gives it another ETag. */
  public record KeyValue(
      Identity identity, Content content, boolean locked, String etag, Instant modified) {}

  private static final Comparator<Identity> ORDER =
      Comparator.comparing(Identity::key)
          .thenComparing(Identity::label, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final String name;
  private final Clock clock;
  private final Map<Identity, KeyValue> keyValues = new TreeMap<>(ORDER);

  public ConfigurationStore(String name, Clock clock) {
    this.name = name;
    this.clock = clock;
  }

  public String name() {
    return name;
  }

  /** Whether or not it is locked; a new or changed key-value is not. */
  public KeyValue put(String key, @Nullable String label, Content content) {
    return put(new Identity(key, label), content, false);
  }

  /** Makes it read-only. */
  public synchronized void lock(String key, @Nullable String label) {
    find(key, label).ifPresent(found -> put(found.identity(), found.content(), true));
  }

  public synchronized Optional<KeyValue> find(String key, @Nullable String label) {
    return Optional.ofNullable(keyValues.get(new Identity(key, label)));
  }

  public synchronized Optional<KeyValue> delete(String key, @Nullable String label) {
    return Optional.ofNullable(keyValues.remove(new Identity(key, label)));
  }

  /** By key, then by label. */
  public synchronized List<KeyValue> all() {
    return List.copyOf(keyValues.values());
  }

  /** Those after the given one. */
  public List<KeyValue> after(Identity last) {
    return all().stream().filter(each -> ORDER.compare(each.identity(), last) > 0).toList();
  }

  /** Does it while nobody else changes anything. */
  public synchronized <T> T atomically(Supplier<T> work) {
    return work.get();
  }

  private synchronized KeyValue put(Identity identity, Content content, boolean locked) {
    String etag = UUID.randomUUID().toString().replace("-", "");
    KeyValue written = new KeyValue(identity, content, locked, etag, clock.instant());
    keyValues.put(identity, written);
    return written;
  }
}
