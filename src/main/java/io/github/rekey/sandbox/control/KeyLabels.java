package io.github.rekey.sandbox.control;

import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.SignalRResource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names the key inside a text, so that the text itself need not be shown. */
final class KeyLabels {
  private static final Pattern KEY = Pattern.compile("AccessKey=([^;]+)", Pattern.CASE_INSENSITIVE);
  private final Azure azure;

  KeyLabels(Azure azure) {
    this.azure = azure;
  }

  /** Such as "chat: primary #2"; "unknown" for a key of nobody, empty if there is none inside. */
  Optional<String> in(String text) {
    Matcher matcher = KEY.matcher(text);
    boolean connectionString = matcher.find();
    String key = connectionString ? matcher.group(1) : text;
    Optional<String> known = azure.signalr().stream().flatMap(r -> label(r, key)).findFirst();
    return known.or(() -> connectionString ? Optional.of("unknown") : Optional.empty());
  }

  private static Stream<String> label(SignalRResource resource, String key) {
    String label = resource.label(key);
    return label.equals("unknown") ? Stream.empty() : Stream.of(resource.name() + ": " + label);
  }
}
