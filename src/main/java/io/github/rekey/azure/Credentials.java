package io.github.rekey.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import org.jspecify.annotations.Nullable;

/** Chooses the credential that the settings describe. */
final class Credentials {
  private Credentials() {}

  static TokenCredential of(AzureSettings settings, HttpClient http) {
    AzureSettings.Identity identity = settings.identity();
    return identity.clientSecret() == null
        ? ofTheHost(settings, http)
        : ofAnApplication(settings, identity.clientSecret(), http);
  }

  private static TokenCredential ofAnApplication(
      AzureSettings settings, String secret, HttpClient http) {
    AzureSettings.Identity identity = settings.identity();
    ClientSecretCredentialBuilder builder =
        new ClientSecretCredentialBuilder()
            .tenantId(required(identity.tenantId(), "tenant id"))
            .clientId(required(identity.clientId(), "client id"))
            .clientSecret(secret)
            .authorityHost(settings.cloud().authorityHost().toString())
            .httpClient(http);
    if (!settings.cloud().instanceDiscovery()) {
      builder.disableInstanceDiscovery();
    }
    return builder.build();
  }

  private static TokenCredential ofTheHost(AzureSettings settings, HttpClient http) {
    AzureSettings.Identity identity = settings.identity();
    DefaultAzureCredentialBuilder builder =
        new DefaultAzureCredentialBuilder()
            .authorityHost(settings.cloud().authorityHost().toString())
            .httpClient(http);
    if (identity.tenantId() != null) {
      builder.tenantId(identity.tenantId());
    }
    if (identity.clientId() != null) {
      builder.managedIdentityClientId(identity.clientId());
      builder.workloadIdentityClientId(identity.clientId());
    }
    if (!settings.cloud().instanceDiscovery()) {
      builder.disableInstanceDiscovery();
    }
    return builder.build();
  }

  private static String required(@Nullable String value, String what) {
    if (value == null) {
      throw new IllegalArgumentException("a client secret needs a " + what + " beside it");
    }
    return value;
  }
}
