package io.github.rekey.triage;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who Rekey is to Azure, so that its own calls are told from other people's. */
public record OwnIdentity(@Nullable String principalId, @Nullable String applicationId) {
  public boolean made(Caller caller) {
    return same(principalId, caller.principalId()) || same(applicationId, caller.applicationId());
  }

  private static boolean same(@Nullable String own, @Nullable String other) {
    return own != null
        && other != null
        && own.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
