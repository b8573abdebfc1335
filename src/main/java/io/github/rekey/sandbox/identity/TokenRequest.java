package io.github.rekey.sandbox.identity;

import java.time.Duration;
import java.util.List;

/**
 * A token to mint. Version 1 names the caller in {@code appid} and is issued by sts.windows.net,
 * version 2 in {@code azp} and by login.microsoftonline.com.
 *
 * @param lifetime negative for a token that has expired already
 */
public record TokenRequest(
    int version,
    String audience,
    String appId,
    String objectId,
    List<String> roles,
    Duration lifetime) {
  /** The service principal of Event Grid, from Microsoft's list of first-party applications. */
  public static final String EVENT_GRID = "4962773b-9cdb-44cf-a8bf-237846a00ab7";

  /** "AZNS AAD Webhook", from Azure Monitor's page on action groups. */
  public static final String ACTION_GROUPS = "461e8683-5575-4561-ac7f-899cc907d62a";

  private static final Duration HOUR = Duration.ofHours(1);

  public TokenRequest {
    roles = List.copyOf(roles);
  }

  public static TokenRequest eventGrid(int version, String audience) {
    return new TokenRequest(version, audience, EVENT_GRID, EVENT_GRID, List.of(), HOUR);
  }

  public static TokenRequest actionGroup(int version, String audience) {
    List<String> roles = List.of("ActionGroupsSecureWebhook");
    return new TokenRequest(version, audience, ACTION_GROUPS, ACTION_GROUPS, roles, HOUR);
  }

  static TokenRequest of(Tenant tenant, String audience) {
    return new TokenRequest(1, audience, tenant.clientId(), tenant.objectId(), List.of(), HOUR);
  }
}
