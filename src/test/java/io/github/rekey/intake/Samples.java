package io.github.rekey.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** The payload files, and a reader whose clock stands still. */
public final class Samples {
  public static final Path FOLDER = Path.of("src/test/resources/payloads");
  public static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");

  private Samples() {}

  public static AlertReader reader() {
    return new AlertReader(Bounds.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Names relative to the folder, sorted. */
  public static List<String> names() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(file -> FOLDER.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }
}
