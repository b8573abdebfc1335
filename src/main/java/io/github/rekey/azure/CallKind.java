package io.github.rekey.azure;

import com.azure.core.http.HttpMethod;
import java.util.Locale;

/** The kinds of operation that Resource Manager counts apart. */
enum CallKind {
  READS,
  WRITES,
  DELETES;

  static CallKind of(HttpMethod method) {
    if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
      return READS;
    }
    return method == HttpMethod.DELETE ? DELETES : WRITES;
  }

  /** As in Azure's headers, and in metrics. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
