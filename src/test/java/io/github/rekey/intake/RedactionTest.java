package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.rekey.triage.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String SECRET = "SEcret0Value";
  private static final String KEY =
      "5rGpJQQJ99ASRSabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefgh";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Endpoint=https://x.service.signalr.net;AccessKey=SEcret0Value;Version=1.0;",
        "Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=SEcret0Value=;EntityPath=q",
        "https://h/p?sv=2020&sig=SEcret0Value%3D&se=2027",
        "https://h/validate?id=1&token=SEcret0Value",
        "https://h/hook?code=SEcret0Value&x=1",
        "Authorization: Bearer SEcret0Value",
        "{\"primaryKey\": \"SEcret0Value\", \"other\": 1}",
        "{\"secondaryConnectionString\":\"SEcret0Value\"}",
        "{\"accessToken\":\"a\\\"SEcret0Value\"}",
        "{\"accessToken\":\"SEcret0Value",
        "AccessKey\\u003dSEcret0Value;",
        "accesskey = SEcret0Value",
        "eyJhbGciOiJIUzI1NiJ9.SEcret0Value.SEcret0Value"
      })
  void secretsAreBlanked(String text) {
    assertThat(Redaction.text(text)).doesNotContain(SECRET).contains("***");
  }

  @Test
  void aBareKeyIsBlanked() {
    assertThat(Redaction.text("the key " + KEY + " leaked")).isEqualTo("the key *** leaked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/x",
        "Action required: regenerate your access keys by 31 March 2027",
        "{\"eventType\":\"Microsoft.KeyVault.SecretNearExpiry\",\"id\":\"1\"}"
      })
  void ordinaryTextIsNotBlanked(String text) {
    assertThat(Redaction.text(text)).isEqualTo(text);
  }

  @Test
  void aSecretAcrossTheCutDoesNotSurviveInHalves() {
    String body = "x".repeat(90) + ";AccessKey=" + SECRET + ";";
    assertThat(Redaction.body(body, 105)).hasSizeLessThanOrEqualTo(105).doesNotContain("SEc");
  }

  @Test
  void whatDatabasesRefuseIsReplaced() {
    assertThat(Redaction.text("a\0b\ud800c\ud83d\ude00")).isEqualTo("a?b?c\ud83d\ude00");
  }

  @Test
  void quarantinedBodiesHoldNoKey() {
    Reading reading =
        Samples.reader()
            .read(Samples.bytes("azurecli-signalr-regeneratekey-202-REDACTED.json"), "door")
            .get(0);
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    assertThat(reading.toString()).doesNotContain("AccessKey=<").doesNotContain("84-char");
  }

  @Test
  void hostileTextsDoNotTakeLong() {
    for (String part : new String[] {"eyJ", "a", "\"key", "key=", "bearer ", "<p", "A0a"}) {
      String text = part.repeat(1_000_000 / part.length());
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> assertThatCode(() -> Redaction.text(text)).doesNotThrowAnyException());
    }
  }
}
