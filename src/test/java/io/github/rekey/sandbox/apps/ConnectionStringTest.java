package io.github.rekey.sandbox.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ConnectionStringTest {
  @Test
  void splitsPairsOnTheFirstEqualsSignOnly() {
    var parsed = ConnectionString.parse("endpoint=https://h:81/;ACCESSKEY=ab==;Version=1.0;");
    assertThat(parsed).contains(new ConnectionString(URI.create("https://h:81"), "ab=="));
  }

  @Test
  void isNotReadFromATextWithoutAKey() {
    assertThat(ConnectionString.parse("Endpoint=https://h;AuthType=azure")).isEmpty();
    assertThat(ConnectionString.parse("@Microsoft.KeyVault(SecretUri=https://v)")).isEmpty();
  }

  @Test
  void leavesThePortOutOfTheAudience() {
    var parsed = ConnectionString.parse("Endpoint=https://h:81;AccessKey=k").orElseThrow();
    assertThat(parsed.audience("/client/?hub=chat")).isEqualTo("https://h/client/?hub=chat");
  }

  @Test
  void doesNotPrintItsKey() {
    assertThat(ConnectionString.parse("Endpoint=https://h;AccessKey=secret").toString())
        .doesNotContain("secret");
  }
}
