package io.github.rekey.sandbox.appconfiguration;

import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.world.ConfigurationStore.KeyValue;
import java.util.Optional;

/** If-Match and If-None-Match of a request, without quotes; blank where it has none. */
record Precondition(String match, String noneMatch) {
  private static final String ANY = "*";

  static Precondition of(Call call) {
    return new Precondition(header(call, "If-Match"), header(call, "If-None-Match"));
  }

  /** Whether If-Match names another state than this. */
  boolean otherThan(Optional<KeyValue> current) {
    return !match.isEmpty() && !names(match, current);
  }

  /** Whether If-None-Match names this state. */
  boolean sameAs(Optional<KeyValue> current) {
    return !noneMatch.isEmpty() && names(noneMatch, current);
  }

  private static boolean names(String etag, Optional<KeyValue> current) {
    return current.filter(found -> etag.equals(ANY) || etag.equals(found.etag())).isPresent();
  }

  private static String header(Call call, String name) {
    return call.header(name).orElse("").replace("\"", "").trim();
  }
}
