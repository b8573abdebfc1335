package io.github.rekey;

import io.github.rekey.azure.ArmPermissions;
import io.github.rekey.azure.Right;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks ARM for the rights that are missing, place by place. */
final class RightsTrials {
  private final ArmPermissions permissions;

  RightsTrials(ArmPermissions permissions) {
    this.permissions = permissions;
  }

  List<Trial> all(Configuration configuration) {
    return NeededRights.of(configuration).stream().map(this::trial).toList();
  }

  private Trial trial(NeededRights place) {
    String what = place.on() + ", rights";
    return place.scope().isEmpty()
        ? Trial.of(what, () -> untested(what, place))
        : new Trial(what, () -> findings(what, place));
  }

  private static Finding untested(String what, NeededRights place) {
    if (!place.rules().isEmpty()) {
      return Finding.ok(
          what,
          "reading is proved by reading; writing and restarting was not tested: compare the Role"
              + " with check --rights");
    }
    return Finding.ok(
        what,
        "reading is proved by reading; the other rights were not tested, since its id is not"
            + " configured");
  }

  private List<Finding> findings(String what, NeededRights place) {
    List<Right> missing = permissions.missing(place.scope(), place.rights());
    Set<String> actions = missing.stream().map(Right::toString).collect(Collectors.toSet());
    return actions.isEmpty()
        ? List.of(Finding.ok(what, "all are granted"))
        : actions.stream().sorted().map(action -> lacking(action, missing, place)).toList();
  }

  private static Finding lacking(String action, List<Right> missing, NeededRights place) {
    String why =
        missing.stream()
            .filter(right -> right.toString().equals(action))
            .map(Right::why)
            .collect(Collectors.joining(", "));
    return Finding.fail(
        place.on() + ", " + action,
        "is not granted; Rekey needs it to " + why,
        "grant it to Rekey's identity on %s, by a role such as infra/terraform/identity.tf has"
            .formatted(place.scope()));
  }
}
