package io.github.rekey.intake;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Caller;
import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A call through Azure Resource Manager, as Event Grid or the activity log tell of it, and what it
 * means here.
 *
 * @param named where the resource's id may stand, the best place first
 */
record ManagementOperation(
    Origin origin, String operation, Result result, List<String> named, Caller caller) {
  /** The operations as spelled in Azure's list of resource provider operations, in lower case. */
  private static final String RESOURCE = "microsoft.signalrservice/signalr/";

  /** How the call ended. */
  enum Result {
    SUCCEEDED,
    FAILED_OR_CANCELLED,
    UNFINISHED
  }

  List<Reading> read() {
    String name = operation.toLowerCase(Locale.ROOT);
    Optional<ResourceId> resource =
        named.stream().flatMap(id -> SignalRIds.in(id).stream()).findFirst();
    if (resource.isEmpty() || !name.startsWith(RESOURCE)) {
      return ignored(IgnoredBecause.OTHER_OPERATION, "not about a SignalR resource");
    }
    if (result == Result.UNFINISHED) {
      return ignored(IgnoredBecause.OPERATION_NOT_FINISHED, "started or accepted, not done");
    }
    if (result == Result.FAILED_OR_CANCELLED) {
      return ignored(IgnoredBecause.FAILED_OR_CANCELLED_OPERATION, "failed or was cancelled");
    }
    return succeeded(name.substring(RESOURCE.length()), new Scope.Resource(resource.get()));
  }

  private List<Reading> succeeded(String verb, Scope scope) {
    return switch (verb) {
      case "regeneratekey/action" ->
          Element.understood(new Alert.KeyRegenerated(origin, scope, caller));
      case "write", "delete" ->
          Element.understood(
              new Alert.ResourceChanged(origin, scope, operation.toLowerCase(Locale.ROOT), caller));
      case "listkeys/action", "read" -> ignored(IgnoredBecause.READ_ONLY_OPERATION, "only reads");
      default -> ignored(IgnoredBecause.OTHER_OPERATION, "changes no key");
    };
  }

  private List<Reading> ignored(IgnoredBecause reason, String why) {
    String what = operation.isEmpty() ? "an unnamed operation" : operation;
    return Element.ignored(origin, reason, what + ": " + why);
  }
}
