package io.github.rekey.target;

import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file on this machine that holds the connection string, alone or within other settings. Only the
 * characters of the key change; the file is replaced at once. Then the process that reads it is
 * signalled, if one is named, and seen to load it, if it can be seen.
 */
public final class FileTarget implements Target {
  private static final String PROCESS = "process";
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final KeyFile file;
  private final @Nullable URI endpoint;
  private final FileReload reload;
  private final Clock clock;

  /**
   * @param endpoint whose connection string it is, where the file holds several
   */
  public FileTarget(Path path, @Nullable URI endpoint, FileReload reload, Clock clock) {
    this(new KeyFile(path, new Disk()), endpoint, reload, clock);
  }

  FileTarget(KeyFile file, @Nullable URI endpoint, FileReload reload, Clock clock) {
    this.file = file;
    this.endpoint = endpoint;
    this.reload = reload;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "file:" + file.path();
  }

  @Override
  public Holding read() {
    return EmbeddedConnectionString.holding(file.read().text(), endpoint, name());
  }

  @Override
  public StepOutcome deliver(NewKey key, Map<String, String> earlier, Fence fence) {
    file.removeLeftovers(fence);
    KeyFile.Snapshot stored = file.read();
    Holding holding = EmbeddedConnectionString.holding(stored.text(), endpoint, name());
    if (holding instanceof Holding.IdentityBased) {
      return new StepOutcome.Done(name() + " is identity-based: nothing to write");
    }
    if (!(holding instanceof Holding.Key held)) {
      return refused(holding instanceof Holding.Nothing none ? none.sentence() : name());
    }
    if (!held.key().equals(key.key())) {
      Optional<StepOutcome> refused = write(stored, key, fence);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    return activate(key, new DeliveryNotes(name(), earlier), fence);
  }

  /** No older value is kept, but for what a crash left behind. */
  @Override
  public void retire(NewKey current, Fence fence) {
    file.removeLeftovers(fence);
  }

  private Optional<StepOutcome> write(KeyFile.Snapshot stored, NewKey key, Fence fence) {
    EmbeddedConnectionString own = EmbeddedConnectionString.in(stored.text(), endpoint).get(0);
    if (own.parsed().orElseThrow().isOfAnother(key.endpoint())) {
      return Optional.of(refused(name() + " holds the connection string of another resource"));
    }
    file.replace(stored, own.with(key.key()), fence);
    return Optional.empty();
  }

  private StepOutcome activate(NewKey key, DeliveryNotes notes, Fence fence) {
    NegotiateSight sight = reload.sight();
    SeenSigners seen = sight == null ? null : new SeenSigners(sight.look(key.key(), List.of()));
    if (seen != null && seen.allOnTheKey()) {
      return new StepOutcome.Done(name() + ": " + seen.words(), notes.all());
    }
    Optional<Instant> changed = notes.changedAt(PROCESS);
    if (changed.isEmpty()) {
      return begin(notes, fence);
    }
    if (seen != null) {
      return waiting(": " + seen.words(), notes);
    }
    boolean graceOver = !clock.instant().isBefore(changed.get().plus(reload.grace()));
    return graceOver
        ? new StepOutcome.Done(name() + " holds the new key" + signalled(), notes.all())
        : waiting("", notes);
  }

  /** Once a delivery; after a crash right here, once more. */
  private StepOutcome begin(DeliveryNotes notes, Fence fence) {
    ProcessSignal signal = reload.signal();
    Optional<String> missing = signal == null ? Optional.empty() : signal.send(fence);
    if (missing.isPresent()) {
      return new StepOutcome.NotYet(missing.get(), LOOK_AGAIN, notes.all());
    }
    notes.changed(PROCESS, clock.instant());
    return waiting("", notes);
  }

  private StepOutcome waiting(String seen, DeliveryNotes notes) {
    return new StepOutcome.NotYet(name() + " to be loaded" + seen, LOOK_AGAIN, notes.all());
  }

  private String signalled() {
    return reload.signal() == null ? "" : ", and its process was told to load it";
  }

  private static StepOutcome refused(String why) {
    return new StepOutcome.Failed(FailureKind.REFUSED, why + "; correct the file");
  }
}
