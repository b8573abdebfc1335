package io.github.rekey;

import io.github.rekey.rotation.Timing;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long a rotation waits; what is left out is as in {@link Timing#standard()}. */
public record TimingSettings(
    @Nullable Duration regenerate,
    @Nullable Duration proof,
    @Nullable Duration distribute,
    @Nullable Duration consumers,
    @Nullable Duration settle,
    @Nullable Duration look) {
  static TimingSettings standard() {
    return new TimingSettings(null, null, null, null, null, null);
  }

  public Timing toTiming() {
    Timing standard = Timing.standard();
    return new Timing(
        Objects.requireNonNullElse(regenerate, standard.regenerate()),
        Objects.requireNonNullElse(proof, standard.proof()),
        Objects.requireNonNullElse(distribute, standard.distribute()),
        Objects.requireNonNullElse(consumers, standard.consumers()),
        Objects.requireNonNullElse(settle, standard.settle()),
        Objects.requireNonNullElse(look, standard.look()));
  }
}
