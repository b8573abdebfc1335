package io.github.rekey.target;

import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.Holding;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stored value with a SignalR access key in it: a connection string, or the bare key. Read as
 * Azure's SDK does (ConnectionStringParser: pairs parted by {@code ;}, names in any letter case,
 * the first {@code =} splits), but rewritten in place: order, case, spacing and every other
 * property stay.
 */
public final class ConnectionString {
  private static final String KEY = "accesskey";
  private static final String ENDPOINT = "endpoint";
  private static final String AUTH_TYPE = "authtype";

  /** Where a property's value, without surrounding blanks, lies in the text. */
  private record Span(int from, int to) {}

  private final String text;
  private final Map<String, Span> values;

  private ConnectionString(String text, Map<String, Span> values) {
    this.text = text;
    this.values = values;
  }

  /** Empty if the text is neither a connection string nor a bare key, or names a property twice. */
  public static Optional<ConnectionString> parse(@Nullable String text) {
    if (text == null || text.isBlank() || text.strip().startsWith("@Microsoft.")) {
      return Optional.empty();
    }
    Map<String, Span> values = new HashMap<>();
    for (int from = 0; from <= text.length(); ) {
      int end = text.indexOf(';', from);
      int to = end < 0 ? text.length() : end;
      if (!put(text, from, to, values)) {
        return Optional.empty();
      }
      from = to + 1;
    }
    if (values.containsKey(KEY) || values.containsKey(ENDPOINT)) {
      return Optional.of(new ConnectionString(text, values));
    }
    return bare(text);
  }

  /** Empty, too, if its endpoint is another one, or not named. */
  static Optional<ConnectionString> parseIfOf(URI resource, @Nullable String text) {
    return parse(text).filter(parsed -> parsed.isOf(resource));
  }

  /** What a place holds whose value is this text. */
  public static Holding holding(@Nullable String text, String place) {
    Optional<ConnectionString> parsed = parse(text);
    if (parsed.isEmpty()) {
      return new Holding.Nothing(place + " holds no SignalR connection string");
    }
    if (parsed.get().identityBased()) {
      return new Holding.IdentityBased();
    }
    return parsed
        .get()
        .accessKey()
        .<Holding>map(Holding.Key::new)
        .orElseGet(() -> new Holding.Nothing(place + " holds a connection string without a key"));
  }

  public Optional<AccessKey> accessKey() {
    return value(KEY).filter(key -> !key.isEmpty()).map(AccessKey::new);
  }

  /** True for a connection string that names an identity instead of a key. */
  public boolean identityBased() {
    return values.containsKey(AUTH_TYPE) && accessKey().isEmpty();
  }

  /** Empty for a bare key. */
  public Optional<String> endpoint() {
    return value(ENDPOINT);
  }

  /**
   * True if it plainly belongs to another resource: another name under the same domain. A custom
   * domain in front of the resource is not taken for another one.
   */
  public boolean isOfAnother(URI resource) {
    return endpoint().flatMap(ConnectionString::authority).stream()
        .anyMatch(
            own -> {
              String other = String.valueOf(resource.getAuthority()).toLowerCase(Locale.ROOT);
              return !own.equals(other) && domain(own).equals(domain(other));
            });
  }

  /** True if its endpoint is this one, whatever the case and the trailing slash. */
  public boolean isOf(URI resource) {
    String wanted = String.valueOf(resource.getAuthority()).toLowerCase(Locale.ROOT);
    return endpoint().flatMap(ConnectionString::authority).filter(wanted::equals).isPresent();
  }

  /** The same text with another access key. */
  public String with(AccessKey key) {
    Span span = values.get(KEY);
    if (span == null) {
      throw new IllegalStateException("there is no AccessKey to replace");
    }
    return text.substring(0, span.from()) + key.reveal() + text.substring(span.to());
  }

  @Override
  public String toString() {
    return "ConnectionString(hidden)";
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).map(s -> text.substring(s.from(), s.to()));
  }

  private static boolean put(String text, int from, int to, Map<String, Span> values) {
    int split = text.indexOf('=', from);
    if (split < 0 || split >= to) {
      return true;
    }
    String name = text.substring(from, split).strip().toLowerCase(Locale.ROOT);
    return values.put(name, trimmed(text, split + 1, to)) == null;
  }

  private static Optional<ConnectionString> bare(String text) {
    Span span = trimmed(text, 0, text.length());
    boolean oneWord = text.substring(span.from(), span.to()).matches("[^;\\s\"{}:]{16,}");
    return oneWord ? Optional.of(new ConnectionString(text, Map.of(KEY, span))) : Optional.empty();
  }

  private static Span trimmed(String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new Span(start, end);
  }

  private static Optional<String> authority(String endpoint) {
    try {
      return Optional.ofNullable(URI.create(endpoint).getAuthority())
          .map(a -> a.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static String domain(String authority) {
    int dot = authority.indexOf('.');
    return dot < 0 ? "" : authority.substring(dot + 1);
  }
}
