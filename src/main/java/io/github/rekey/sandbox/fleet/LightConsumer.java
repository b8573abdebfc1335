package io.github.rekey.sandbox.fleet;

import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A process with one client: it takes its key from a file when it starts, starts anew when the file
 * changes, and is connected while the key that it took is one that the resource accepts on
 * connecting. The connection is counted on the resource's meter and not opened on the wire.
 */
final class LightConsumer {
  private static final String CLIENT = "Client";
  private static final Pattern KEY = Pattern.compile("AccessKey=([^;\\s]+)");

  private final SignalRResource resource;
  private final Path file;
  private FileTime seen;
  private String key = "";
  private boolean connected;
  private @Nullable Instant brokenAt;
  private @Nullable Instant helpedAt;

  LightConsumer(SignalRResource resource, Path folder) {
    this.resource = resource;
    Path home = folder.resolve(resource.name());
    this.file = home.resolve("app.env");
    String setting = "SIGNALR=" + resource.connectionString(Slot.PRIMARY) + "\n";
    try {
      Files.createDirectories(home);
      Files.writeString(file, setting);
      this.seen = Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  Path file() {
    return file;
  }

  SignalRResource resource() {
    return resource;
  }

  synchronized boolean connected() {
    return connected;
  }

  /** Starts anew if the file changed; tries again to connect if it is not. */
  synchronized void look() {
    try {
      FileTime now = Files.getLastModifiedTime(file);
      if (!now.equals(seen)) {
        seen = now;
        helpedAt = helpedAt == null && brokenAt != null ? Instant.now() : helpedAt;
        cut();
        start();
      } else if (!connected) {
        connect();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start() {
    try {
      Matcher setting = KEY.matcher(Files.readString(file));
      key = setting.find() ? setting.group(1) : "";
      connect();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connect() {
    connected = resource.acceptedKeys().contains(key);
    if (connected) {
      resource.meter().opened(CLIENT);
    } else {
      resource.meter().refused(CLIENT, "Unauthorized");
    }
  }

  /** How long it took, once its key was dead, until somebody gave it another. */
  synchronized Optional<Duration> helpedAfter() {
    return brokenAt == null || helpedAt == null
        ? Optional.empty()
        : Optional.of(Duration.between(brokenAt, helpedAt));
  }

  /** Azure replaces the key that it uses, and cuts it off. */
  synchronized void breakDown() {
    brokenAt = Instant.now();
    resource.replace(Slot.PRIMARY, Duration.ZERO);
    cut();
  }

  /** Whether each key was replaced once, beside what Azure replaced itself. */
  synchronized boolean replacedOnce() {
    String primary = brokenAt == null ? "primary #2" : "primary #3";
    return resource.label(resource.listedKey(Slot.PRIMARY)).equals(primary)
        && resource.label(resource.listedKey(Slot.SECONDARY)).equals("secondary #2");
  }

  /** Azure cuts it off; it must come back with a key that is accepted. */
  private void cut() {
    if (connected) {
      connected = false;
      resource.meter().closed(CLIENT, "Normal");
    }
  }
}
