package io.github.rekey.sandbox.identity;

/**
 * The simulated Entra tenant with its one application.
 *
 * @param clientSecret what token requests must carry
 * @param objectId of the application's service principal
 */
public record Tenant(String id, String clientId, String clientSecret, String objectId) {
  @Override
  public String toString() {
    return "Tenant(" + id + ", client " + clientId + ")";
  }
}
