package io.github.rekey.sandbox.identity;

import io.github.rekey.sandbox.http.Call;
import java.util.Optional;

/** Reads who calls from the Authorization header. */
public final class Bearer {
  private static final String SCHEME = "bearer ";
  private final Tokens tokens;

  public Bearer(Tokens tokens) {
    this.tokens = tokens;
  }

  public Optional<Principal> of(Call call) {
    return call.header("Authorization")
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .flatMap(value -> tokens.verify(value.substring(SCHEME.length()).trim()));
  }
}
