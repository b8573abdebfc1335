package io.github.rekey.intake;

import io.github.rekey.rotation.ResourceId;
import java.util.Optional;

/** Finds the SignalR resource that a text names, if it has a length that Azure's ids can have. */
final class SignalRIds {
  private static final int LONGEST_TEXT = 4000;
  private static final int LONGEST_ID = 400;

  private SignalRIds() {}

  static Optional<ResourceId> in(String idOrPath) {
    return idOrPath.length() > LONGEST_TEXT
        ? Optional.empty()
        : ResourceId.within(idOrPath).filter(id -> id.value().length() <= LONGEST_ID);
  }
}
