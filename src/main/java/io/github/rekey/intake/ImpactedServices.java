package io.github.rekey.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which regions of Azure SignalR Service a Service Health message is about. {@code
 * impactedServices} is an array in the common schema and an escaped string in the legacy one; where
 * it does not name SignalR, {@code service} and {@code region} do.
 */
final class ImpactedServices {
  private static final Set<String> NAMES =
      Set.of(
          HandledAlerts.SERVICE.toLowerCase(Locale.ROOT),
          "azure signalr",
          "signalr service",
          "signalr");
  private static final Set<String> EVERYWHERE = Set.of("", "global", "all", "all regions");

  private ImpactedServices() {}

  /** Empty if it is not about SignalR; an empty text stands for all regions. */
  static List<String> regionsOfSignalR(Fields message) {
    List<String> regions = new ArrayList<>();
    for (Fields service : message.list("impactedServices")) {
      if (isSignalR(service.text("ServiceName"))) {
        List<String> named =
            service.list("ImpactedRegions").stream().map(r -> r.text("RegionName")).toList();
        regions.addAll(named.isEmpty() ? List.of("") : named);
      }
    }
    if (regions.isEmpty() && isSignalR(message.text("service"))) {
      regions.addAll(List.of(message.text("region").split("[,;|]", -1)));
    }
    return tidy(regions);
  }

  static boolean isSignalR(String service) {
    return NAMES.contains(service.toLowerCase(Locale.ROOT));
  }

  private static List<String> tidy(List<String> regions) {
    List<String> named =
        regions.stream().map(String::trim).map(r -> Redaction.cut(r, 100)).distinct().toList();
    boolean all = named.stream().anyMatch(r -> EVERYWHERE.contains(r.toLowerCase(Locale.ROOT)));
    return all ? List.of("") : named;
  }
}
