package io.github.rekey.azure;

import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.identity.Tenant;
import java.util.Map;

/** The variables by which the suites for real Azure reach the sandbox instead. */
public final class Rehearsal {
  private Rehearsal() {}

  public static Map<String, String> variables(RunningPlane running) {
    Tenant tenant = running.plane().options().tenant();
    return Map.of(
        "REKEY_AZURE_TENANT", tenant.id(),
        "REKEY_AZURE_CLIENT_ID", tenant.clientId(),
        "REKEY_AZURE_CLIENT_SECRET", tenant.clientSecret(),
        "REKEY_AZURE_AUTHORITY", running.plane().authorityUrl().toString(),
        "REKEY_AZURE_ARM", running.plane().armUrl().toString(),
        "REKEY_AZURE_CA", OnSandbox.authorityFile(running.certificates()).toString(),
        "REKEY_AZURE_PAUSE", "PT0S");
  }
}
