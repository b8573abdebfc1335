package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.rotation.Target;
import io.github.rekey.target.FileReload;
import io.github.rekey.target.FileTarget;
import io.github.rekey.target.ProcessSignal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file on Rekey's machine that holds the connection string.
 *
 * @param endpoint which connection string is meant, where the file holds several
 * @param signal sent to the process that reads the file; none if it watches the file by itself
 * @param hub the hub's URL at that process, under which its negotiate answers
 * @param grace how long loading may take, where it cannot be seen at a hub
 */
public record FileSettings(
    @JsonProperty(required = true) Path path,
    @Nullable URI endpoint,
    @Nullable Signal signal,
    @Nullable URI hub,
    Duration grace)
    implements TargetKind {
  public FileSettings {
    if (path != null && !path.isAbsolute()) {
      throw new IllegalArgumentException("path is absolute, not " + path);
    }
    grace = Objects.requireNonNullElse(grace, Duration.ofSeconds(10));
  }

  /** The process whose id is in the file gets the signal. */
  public record Signal(@JsonProperty(required = true) Path pidFile, ProcessSignal.Name name) {
    public Signal {
      name = Objects.requireNonNullElse(name, ProcessSignal.Name.HUP);
    }
  }

  @Override
  public Target target(Tools tools) {
    FileReload reload =
        new FileReload(
            signal == null ? null : new ProcessSignal(signal.pidFile(), signal.name()),
            hub == null ? null : tools.azure().sight(consumer(hub)),
            grace);
    return new FileTarget(path, endpoint, reload, tools.clock());
  }

  /** None in Azure: files are read and replaced with the rights of Rekey's own user. */
  @Override
  public List<NeededRights> rights() {
    return List.of();
  }

  @Override
  public List<Consumer> consumers(Tools tools) {
    return hub == null ? List.of() : List.of(consumer(hub));
  }

  private Consumer consumer(URI at) {
    return new Consumer("the process of " + path, at, Set::of);
  }
}
