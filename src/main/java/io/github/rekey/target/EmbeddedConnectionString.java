package io.github.rekey.target;

import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.Holding;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A SignalR connection string somewhere in a text: an env file, JSON, YAML, properties, XML. It
 * lies within one line and one pair of quotes, holds no comma, and names a web address as its
 * endpoint beside its key. A text that is nothing but the connection string or the bare key is one,
 * too. Lines that begin with {@code #} or {@code //} are comments and left alone.
 */
final class EmbeddedConnectionString {
  private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");
  private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*(?:#|//).*$");

  /** What a file's own syntax cannot be part of; braces are, as in {@code ${NAME}} only. */
  private static final Pattern SEGMENT =
      Pattern.compile("(?:[^\\r\\n\"'`<>{},$]++|\\$(?:\\{[^}\\r\\n]*+})?+)++");

  private static final Pattern TRAILING_COMMENT = Pattern.compile("\\s#.*");
  private static final Pattern START =
      property("endpoint|accesskey|authtype|version|clientendpoint|serverendpoint|clientid", "");
  private static final Pattern ENDPOINT = property("endpoint", "\\s*https?:");
  private static final Pattern CREDENTIAL = property("accesskey|authtype", "");

  /** Neither escaped nor a placeholder. */
  private static final Pattern READABLE_KEY = Pattern.compile("[A-Za-z0-9+/=_-]+");

  private final String before;
  private final String own;
  private final String after;

  private EmbeddedConnectionString(String text, int from, int to) {
    this.before = text.substring(0, from);
    this.own = text.substring(from, to);
    this.after = text.substring(to);
  }

  /** A name that is not the end of a longer one, as it is in {@code ClientEndpoint}. */
  private static Pattern property(String names, String value) {
    return Pattern.compile("(?<![\\w.-])(?:" + names + ")\\s*=" + value, Pattern.CASE_INSENSITIVE);
  }

  /**
   * Those in the text that are, or may be, the endpoint's.
   *
   * @param text null where there is none
   * @param endpoint tells one of several; null takes all
   */
  static List<EmbeddedConnectionString> in(@Nullable String text, @Nullable URI endpoint) {
    if (text == null) {
      return List.of();
    }
    if (BARE_KEY.matcher(text.strip()).matches()) {
      return List.of(new EmbeddedConnectionString(text, 0, text.length()));
    }
    List<EmbeddedConnectionString> found = new ArrayList<>();
    Matcher segments = SEGMENT.matcher(withoutComments(text));
    while (segments.find()) {
      Matcher start = START.matcher(segments.group());
      if (start.find()) {
        int from = segments.start() + start.start();
        int length = lengthOf(segments.group().substring(start.start()));
        found.add(new EmbeddedConnectionString(text, from, from + length));
      }
    }
    return found.stream().filter(each -> each.complete() && each.mayBeOf(endpoint)).toList();
  }

  /** What a place holds whose text this is. */
  static Holding holding(@Nullable String text, @Nullable URI endpoint, String place) {
    List<EmbeddedConnectionString> found = in(text, endpoint);
    if (found.isEmpty()) {
      return new Holding.Nothing(place + " holds no SignalR connection string");
    }
    if (found.size() > 1) {
      return new Holding.Nothing(
          "%s holds %d connection strings%s"
              .formatted(
                  place,
                  found.size(),
                  endpoint == null
                      ? "; which one is meant can only be told by its endpoint"
                      : " of " + endpoint));
    }
    if (found.get(0).parsed().isEmpty()) {
      return new Holding.Nothing(
          place
              + " holds a connection string whose key is no plain text, or that names a part twice");
    }
    return ConnectionString.holding(found.get(0).own, place);
  }

  /** Empty if a property is named twice, or if the key is escaped or a placeholder. */
  Optional<ConnectionString> parsed() {
    return ConnectionString.parse(own)
        .filter(
            string ->
                string.accessKey().stream()
                    .allMatch(key -> READABLE_KEY.matcher(key.reveal()).matches()));
  }

  /** The whole text with another access key. */
  String with(AccessKey key) {
    return before + parsed().orElseThrow().with(key) + after;
  }

  @Override
  public String toString() {
    return "EmbeddedConnectionString(hidden)";
  }

  private boolean complete() {
    return ENDPOINT.matcher(own).find() && CREDENTIAL.matcher(own).find();
  }

  /** One that cannot be read may be anybody's. */
  private boolean mayBeOf(@Nullable URI endpoint) {
    return endpoint == null || parsed().isEmpty() || parsed().get().isOf(endpoint);
  }

  private static String withoutComments(String text) {
    return COMMENT.matcher(text).replaceAll(comment -> " ".repeat(comment.group().length()));
  }

  private static int lengthOf(String rest) {
    Matcher comment = TRAILING_COMMENT.matcher(rest);
    return comment.find() ? comment.start() : rest.length();
  }
}
