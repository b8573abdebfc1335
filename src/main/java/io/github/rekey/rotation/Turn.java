package io.github.rekey.rotation;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The turn of work that a thread is in the middle of. It is bound to the thread, and by {@link
 * Parallel} to those that help it, so that whoever paces outside calls knows for whom a call is
 * made; no port has to carry it.
 */
public record Turn(ResourceId resource, Urgency urgency) {
  private static final ThreadLocal<@Nullable Turn> CURRENT = new ThreadLocal<>();

  /** Empty for work that belongs to no turn. */
  public static Optional<Turn> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Does the work as part of this turn. */
  public <T> T during(Supplier<T> work) {
    @Nullable Turn outer = CURRENT.get();
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      restore(outer);
    }
  }

  private static void restore(@Nullable Turn outer) {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }
}
