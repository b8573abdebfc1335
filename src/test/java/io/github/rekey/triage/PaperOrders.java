package io.github.rekey.triage;

import io.github.rekey.rotation.RotationId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Orders in memory. */
public final class PaperOrders implements Orders {
  private final Map<RotationId, String> aborts = new HashMap<>();
  private final Map<RotationId, String> pauses = new HashMap<>();
  private final Map<RotationId, Instant> reminded = new HashMap<>();

  @Override
  public Optional<String> abort(RotationId rotation) {
    return Optional.ofNullable(aborts.get(rotation));
  }

  @Override
  public Optional<String> pause(RotationId rotation) {
    return Optional.ofNullable(pauses.get(rotation));
  }

  @Override
  public void abort(RotationId rotation, String by, Instant now) {
    aborts.put(rotation, by);
  }

  @Override
  public void pause(RotationId rotation, String by, Instant now) {
    pauses.put(rotation, by);
    reminded.remove(rotation);
  }

  @Override
  public void resume(RotationId rotation) {
    pauses.remove(rotation);
  }

  @Override
  public boolean remind(RotationId rotation, Duration every, Instant now) {
    Instant last = reminded.get(rotation);
    if (last != null && now.isBefore(last.plus(every))) {
      return false;
    }
    reminded.put(rotation, now);
    return true;
  }
}
