package io.github.rekey.journal;

import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Scope;

/** An alert in half a line, for the inbox's list. */
final class Summary {
  private Summary() {}

  static String of(Alert alert) {
    return alert.getClass().getSimpleName() + " about " + subject(alert.scope());
  }

  private static String subject(Scope scope) {
    if (scope instanceof Scope.Resource resource) {
      return resource.id().value();
    }
    if (scope instanceof Scope.Area area) {
      String region = area.region() == null ? "all regions" : area.region();
      return region + " of subscription " + area.subscription();
    }
    return scope instanceof Scope.Secret secret
        ? "secret " + secret.vault() + "/" + secret.name()
        : ((Scope.Foreign) scope).subject();
  }
}
