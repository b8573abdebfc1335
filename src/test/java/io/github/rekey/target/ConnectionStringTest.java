package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.Holding;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringTest {
  private static final AccessKey NEW = new AccessKey("NEWKEY");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Endpoint=https://h;AccessKey=old;Version=1.0;         | Endpoint=https://h;AccessKey=NEWKEY;Version=1.0;
          Endpoint=https://h;AccessKey=old=;Version=1.0;        | Endpoint=https://h;AccessKey=NEWKEY;Version=1.0;
          Endpoint=https://h;AccessKey=a+b/c==                  | Endpoint=https://h;AccessKey=NEWKEY
          accesskey = old ; endpoint = https://h                | accesskey = NEWKEY ; endpoint = https://h
          ACCESSKEY=old;Endpoint=https://h;Port=8080;X=Y        | ACCESSKEY=NEWKEY;Endpoint=https://h;Port=8080;X=Y
          Endpoint=https://h;AccessKey=old;ClientEndpoint=https://c;ServerEndpoint=https://s | Endpoint=https://h;AccessKey=NEWKEY;ClientEndpoint=https://c;ServerEndpoint=https://s
          Endpoint=https://h;;AccessKey=old;junk                | Endpoint=https://h;;AccessKey=NEWKEY;junk
          abcdefghijklmnopqrstuvwxyz0123456789=                 | NEWKEY
          """)
  void replacesTheKeyAndNothingElse(String stored, String expected) {
    assertThat(ConnectionString.parse(stored))
        .get()
        .extracting(s -> s.with(NEW))
        .isEqualTo(expected);
  }

  @Test
  void keepsBlanksAndLineEndsAround() {
    String stored = " Endpoint=https://h;AccessKey= old ;Version=1.0;\n";
    assertThat(ConnectionString.parse(stored).orElseThrow().with(NEW))
        .isEqualTo(" Endpoint=https://h;AccessKey= NEWKEY ;Version=1.0;\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "short",
        "some prose that is no key",
        "Server=db;User=sa",
        "@Microsoft.KeyVault(VaultName=v;SecretName=s)",
        "Endpoint=https://h;AccessKey=a;AccessKey=b",
        "{\"key\":\"abcdefghijklmnopqrstuvwxyz\"}"
      })
  void doesNotReadWhatIsNeitherAConnectionStringNorAKey(String stored) {
    assertThat(ConnectionString.parse(stored)).isEmpty();
    assertThat(ConnectionString.holding(stored, "x")).isInstanceOf(Holding.Nothing.class);
  }

  @Test
  void knowsAnIdentityBasedOne() {
    assertThat(ConnectionString.holding("Endpoint=https://h;AuthType=azure.msi;Version=1.0;", "x"))
        .isInstanceOf(Holding.IdentityBased.class);
  }

  @Test
  void doesNotTakeAKeyBesideAnAuthTypeForIdentityBased() {
    assertThat(ConnectionString.holding("Endpoint=https://h;AuthType=aad;AccessKey=k", "x"))
        .isEqualTo(new Holding.Key(new AccessKey("k")));
  }

  @Test
  void knowsWhoseItIs() {
    URI chat = URI.create("https://chat.service.signalr.net");
    assertThat(of("https://CHAT.service.signalr.net/").isOf(chat)).isTrue();
    assertThat(of("https://CHAT.service.signalr.net/").isOfAnother(chat)).isFalse();
    assertThat(of("https://shop.service.signalr.net").isOfAnother(chat)).isTrue();
  }

  @Test
  void doesNotTakeACustomDomainForAnotherResource() {
    URI chat = URI.create("https://chat.service.signalr.net");
    assertThat(of("https://signalr.example.com").isOfAnother(chat)).isFalse();
  }

  @Test
  void doesNotShowItself() {
    assertThat(of("https://h")).hasToString("ConnectionString(hidden)");
  }

  private static ConnectionString of(String endpoint) {
    return ConnectionString.parse("Endpoint=" + endpoint + ";AccessKey=key").orElseThrow();
  }
}
