package io.github.rekey.target;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract on what the environment names in real Azure; skipped by default. */
class RealAzureContractIT {
  private static final String ANYTHING = ".+";
  private static final String UNNAMED = "names no place in real Azure";

  @Nested
  @EnabledIfEnvironmentVariable(
      named = "REKEY_AZURE_SECRET",
      matches = ANYTHING,
      disabledReason = UNNAMED)
  class KeyVaultSecret extends RealVaultContract {}

  @Nested
  @EnabledIfEnvironmentVariable(
      named = "REKEY_AZURE_KEY",
      matches = ANYTHING,
      disabledReason = UNNAMED)
  class AppConfigurationKeyValue extends RealStoreContract {}

  @Nested
  @EnabledIfEnvironmentVariable(
      named = "REKEY_AZURE_SETTING",
      matches = ANYTHING,
      disabledReason = UNNAMED)
  class AppServiceSetting extends RealSettingContract {}

  @Nested
  @EnabledIfEnvironmentVariable(
      named = "REKEY_AZURE_CONNECTION_STRING",
      matches = ANYTHING,
      disabledReason = UNNAMED)
  class AppServiceConnectionString extends RealConnectionStringContract {}

  @Nested
  @EnabledIfEnvironmentVariable(
      named = "REKEY_AZURE_CONTAINER_APP_SECRET",
      matches = ANYTHING,
      disabledReason = UNNAMED)
  class ContainerAppSecret extends RealContainerAppContract {}
}
