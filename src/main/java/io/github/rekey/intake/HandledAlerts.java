package io.github.rekey.intake;

import java.util.Arrays;
import java.util.Locale;

/** What Azure Monitor can say that Rekey acts on, and so what alert rules are to call it about. */
public final class HandledAlerts {
  /** As Service Health spells the service, and alert rules with it. */
  public static final String SERVICE = "Azure SignalR Service";

  /** The metric that tells of refused connections, by one value of one of its dimensions. */
  public static final String METRIC = "ConnectionCloseCount";

  public static final String DIMENSION = "ConnectionCloseCategory";
  public static final String DIMENSION_VALUE = "Unauthorized";

  /**
   * Types of Service Health messages (Azure Service Health documentation, {@code incidentType}). A
   * message of a type that is not known here is read like one that demands nothing.
   */
  public enum ServiceHealth {
    ACTION_REQUIRED("ActionRequired", true),
    SECURITY("Security", true),
    INFORMATIONAL("Informational", false),
    INCIDENT("Incident", false),
    MAINTENANCE("Maintenance", false);

    private final String spelling;
    private final boolean mayDemand;

    ServiceHealth(String spelling, boolean mayDemand) {
      this.spelling = spelling;
      this.mayDemand = mayDemand;
    }

    /** As Azure spells it. */
    public String spelling() {
      return spelling;
    }

    /** Whether a message of this type can demand new keys. */
    static boolean mayDemand(String incidentType) {
      String bare = incidentType.replace(" ", "").toLowerCase(Locale.ROOT);
      return Arrays.stream(values())
          .filter(type -> type.spelling.toLowerCase(Locale.ROOT).equals(bare))
          .anyMatch(type -> type.mayDemand);
    }
  }

  private HandledAlerts() {}
}
