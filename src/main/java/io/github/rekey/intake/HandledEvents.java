package io.github.rekey.intake;

import java.util.Set;

/**
 * The Event Grid event types that Rekey acts on, and so the ones that a subscription is to deliver.
 * Others may come and are ignored.
 */
public final class HandledEvents {
  static final String ACTION_SUCCEEDED = "Microsoft.Resources.ResourceActionSuccess";
  static final String WRITE_SUCCEEDED = "Microsoft.Resources.ResourceWriteSuccess";
  static final String DELETE_SUCCEEDED = "Microsoft.Resources.ResourceDeleteSuccess";
  static final String CLIENT_CONNECTED = "Microsoft.SignalRService.ClientConnectionConnected";
  static final String CLIENT_DISCONNECTED = "Microsoft.SignalRService.ClientConnectionDisconnected";
  static final String SECRET_NEAR_EXPIRY = "Microsoft.KeyVault.SecretNearExpiry";
  static final String SECRET_EXPIRED = "Microsoft.KeyVault.SecretExpired";
  static final String SECRET_CHANGED = "Microsoft.KeyVault.SecretNewVersionCreated";

  public static final Set<String> TYPES =
      Set.of(
          ACTION_SUCCEEDED,
          WRITE_SUCCEEDED,
          DELETE_SUCCEEDED,
          CLIENT_CONNECTED,
          CLIENT_DISCONNECTED,
          SECRET_NEAR_EXPIRY,
          SECRET_EXPIRED,
          SECRET_CHANGED);

  private HandledEvents() {}
}
