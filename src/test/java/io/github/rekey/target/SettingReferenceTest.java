package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingReferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/s)|key-vault-secret:kv/s",
        "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/s/)|key-vault-secret:kv/s",
        "@microsoft.keyvault(secreturi=https://kv.vault.azure.cn/secrets/s/v)|key-vault-secret:kv/s",
        "@Microsoft.KeyVault(VaultName=kv;SecretName=s)|key-vault-secret:kv/s",
        "@Microsoft.KeyVault( VaultName=kv; SecretName=s )|key-vault-secret:kv/s",
        "@Microsoft.AppConfiguration(Endpoint=https://st.azconfig.io; Key=A:B)|app-configuration:st/A:B",
        "@Microsoft.AppConfiguration(Endpoint=https://st.azconfig.io;Key=A=B;Label=live)"
            + "|app-configuration:st/A=B@live"
      })
  void namesTheTargetThatWritesItsValue(String value, String target) {
    assertThat(SettingReference.parse(value).orElseThrow().target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Microsoft.KeyVault(VaultName=kv)",
        "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/keys/s)",
        "@Microsoft.KeyVault(SecretUri=not a url)",
        "@Microsoft.AppConfiguration(Endpoint=https://st.azconfig.io)",
        "@Microsoft.AppConfiguration(Key=A)",
        "VaultName=kv;SecretName=s"
      })
  void doesNotGuessAtAReferenceThatNamesNoPlace(String value) {
    assertThat(SettingReference.parse(value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/s/v1)"
            + "|@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/s/)",
        "@Microsoft.KeyVault(SecretUri=https://s.vault.azure.net/secrets/s/s)"
            + "|@Microsoft.KeyVault(SecretUri=https://s.vault.azure.net/secrets/s/)",
        "@Microsoft.KeyVault(VaultName=kv;SecretName=s;SecretVersion=v1)"
            + "|@Microsoft.KeyVault(VaultName=kv;SecretName=s)",
        "@Microsoft.KeyVault(SecretVersion=v1; VaultName=kv;SecretName=s)"
            + "|@Microsoft.KeyVault(VaultName=kv;SecretName=s)"
      })
  void losesItsVersionAndNothingElse(String value, String withoutVersion) {
    assertThat(SettingReference.parse(value).orElseThrow().withoutVersion())
        .isEqualTo(withoutVersion);
  }

  @Test
  void doesNotChangeAReferenceThatMovesAlready() {
    String value = "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/s/)";
    assertThat(SettingReference.parse(value).orElseThrow().withoutVersion()).isNull();
  }
}
