package io.github.rekey.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for secrets, as they are and in the usual disguises, and for anything like a token. */
final class KeyHunt {
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*)?");
  private final Map<String, String> names = new LinkedHashMap<>();

  /** Adds a secret under a name by which it may be reported. */
  KeyHunt secret(String name, String value) {
    names.put(value, name);
    names.put(URLEncoder.encode(value, StandardCharsets.UTF_8), name + ", encoded for a URL");
    for (int offset = 0; offset < 3; offset++) {
      String inside = base64(value, offset);
      names.put(inside, name + ", in Base64");
      names.put(inside.replace('+', '-').replace('/', '_'), name + ", in Base64 for URLs");
    }
    return this;
  }

  /** The part of the Base64 that does not depend on what stands before and after the value. */
  private static String base64(String value, int offset) {
    byte[] text = ("x".repeat(offset) + value).getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(text);
    int whole = text.length / 3 * 4;
    return encoded.substring(offset == 0 ? 0 : 4, whole);
  }

  /** One line for each finding, which names the place and the secret, not its value. */
  List<String> in(String place, String text) {
    List<String> found = new ArrayList<>();
    names.forEach(
        (value, name) -> {
          int at = text.indexOf(value);
          if (at >= 0) {
            found.add("%s holds %s at %d".formatted(place, name, at));
          }
        });
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      found.add("%s holds what looks like a token at %d".formatted(place, token.start()));
    }
    return found;
  }

  /** Bytes are read as UTF-8 and, without their zeros, as UTF-16 of either order. */
  List<String> in(String place, byte[] bytes) {
    String narrow = new String(bytes, StandardCharsets.ISO_8859_1);
    List<String> found = new ArrayList<>(in(place, narrow));
    found.addAll(in(place + " (UTF-16)", narrow.replace("\0", "")));
    return found;
  }

  /** Every file in a folder and below. */
  List<String> in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(file -> in(file.toString(), bytes(file)).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
