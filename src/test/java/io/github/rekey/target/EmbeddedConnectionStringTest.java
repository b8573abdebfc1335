package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.Holding;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedConnectionStringTest {
  private static final URI CHAT = URI.create("https://chat.service.signalr.net");
  private static final String OWN = Keys.connectionString(Keys.OLD);
  private static final String OTHER =
      "Endpoint=https://news.service.signalr.net;AccessKey=" + Keys.ALIEN.reveal() + ";Version=1.0";

  /** OWN stands for the connection string. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "OWN",
        "OWN\n",
        "\r\n  OWN\r\n",
        "A=1\nAzure__SignalR__ConnectionString=OWN\nB=2;C=3\n",
        "export SIGNALR='OWN' # the chat\n",
        "SIGNALR=OWN # Endpoint=none;AccessKey=none",
        "# SIGNALR=OWN would be a comment\nSIGNALR=OWN\n",
        "{\"Azure\": {\"SignalR\": {\"ConnectionString\": \"OWN\", \"Hub\": \"chat\"}}}",
        "azure:\n  signalr: OWN\n  version: 1.0.0-with-a-long-suffix\n",
        "azure.signalr.connection = OWN\r\nother=x\r\n",
        "<add name=\"Azure:SignalR\" connectionString=\"OWN\" />",
        "<value>OWN</value>",
        "sb=Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=b\nc=OWN",
        "sb=Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=b,c=OWN",
        "{chat: OWN}",
        "[OWN, other]",
        "$ $$ ${A} ${B x=OWN",
        "AccessKey=not-one-of-signalr\nEndpoint=https://elsewhere.example\nx=OWN",
        "\u00ef\u00bb\u00bfSIGNALR=OWN\n\u00c3\u00a4=\u00ff\n"
      })
  void onlyTheKeyChanges(String text) {
    String whole = text.replaceAll("(?<!# SIGNALR=)OWN", OWN);
    assertThat(EmbeddedConnectionString.holding(whole, null, "it"))
        .isEqualTo(new Holding.Key(Keys.OLD));

    assertThat(only(whole).with(Keys.NEW))
        .isEqualTo(whole.replace(Keys.OLD.reveal(), Keys.NEW.reveal()));
  }

  /** KEY stands for the key alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X=AccessKey=KEY;Endpoint=https://chat.service.signalr.net",
        "{\"Chat\":\"AccessKey=KEY;Endpoint=https://chat.service.signalr.net\"}",
        " AccessKey = KEY ; Endpoint = https://chat.service.signalr.net",
        "{\"a\":\"Endpoint=https://chat.service.signalr.net; AccessKey=KEY\"}",
        "{a: Endpoint=https://chat.service.signalr.net;AccessKey=KEY}",
        "{a: Endpoint=https://chat.service.signalr.net;AccessKey=KEY, b: c}",
        "Endpoint=https://${NAME}.service.signalr.net;AccessKey=KEY",
        "Endpoint=http://localhost:8888;AccessKey=KEY"
      })
  void neitherOrderNorSpacingNorWhatFollowsMatters(String text) {
    String whole = text.replace("KEY", Keys.OLD.reveal());
    assertThat(EmbeddedConnectionString.holding(whole, null, "it"))
        .isEqualTo(new Holding.Key(Keys.OLD));
    assertThat(only(whole).with(Keys.NEW)).isEqualTo(text.replace("KEY", Keys.NEW.reveal()));
  }

  @Test
  void aBareKeyMayBeAllThatThereIs() {
    assertThat(only(Keys.OLD.reveal() + "\n").with(Keys.NEW)).isEqualTo(Keys.NEW.reveal() + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "PASSWORD=abcdefghijklmnopqrstuvwxyz",
        "two words-that-are-long-enough",
        "# SIGNALR=OWN",
        "// OWN",
        "Endpoint=https://chat.service.signalr.net\nAccessKey=abcdefghijklmnopqrstuvwxyz",
        "Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=b",
        "ClientEndpoint=https://chat.service.signalr.net;SharedAccessKey=abcdef",
        "{}",
        "{\"key\":\"abcdefghijklmnopqrstuvwxyz+/==\"}",
        "Endpoint=https\\://chat.service.signalr.net;AccessKey=abcdefghijklmnopqrstuvwxyz",
        "Endpoint=${ENDPOINT};AccessKey=abcdefghijklmnopqrstuvwxyz",
        "Endpoint=https://chat.service.signalr.net;, AccessKey=abcdefghijklmnopqrstuvwxyz"
      })
  void whatIsNoneIsNotTakenForOne(String text) {
    assertThat(EmbeddedConnectionString.holding(text.replace("OWN", OWN), null, "it"))
        .isInstanceOfSatisfying(
            Holding.Nothing.class, none -> assertThat(none.sentence()).contains("it holds no"));
  }

  @Test
  void amongSeveralTheEndpointTells() {
    String whole = "CHAT=" + OWN + "\nNEWS=" + OTHER + "\n";
    assertThat(EmbeddedConnectionString.holding(whole, CHAT, "it"))
        .isEqualTo(new Holding.Key(Keys.OLD));
    assertThat(EmbeddedConnectionString.in(whole, CHAT).get(0).with(Keys.NEW))
        .isEqualTo(whole.replace(Keys.OLD.reveal(), Keys.NEW.reveal()));
  }

  @Test
  void severalAreNotGuessedAt() {
    assertThat(EmbeddedConnectionString.holding("A=" + OWN + "\nB=" + OTHER, null, "it"))
        .isInstanceOfSatisfying(
            Holding.Nothing.class,
            none ->
                assertThat(none.sentence())
                    .contains("2 connection strings; which one is meant can only be told"));
    assertThat(EmbeddedConnectionString.holding("A=" + OWN + "\nB=" + OWN, CHAT, "it"))
        .isInstanceOfSatisfying(
            Holding.Nothing.class,
            none -> assertThat(none.sentence()).contains("2 connection strings of " + CHAT));
  }

  /** Endpoint stands for itself and its value. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"c\": \"Endpoint;AccessKey=a\\u002Bb==\"}",
        "<c>Endpoint;AccessKey=a&#43;b==</c>",
        "Endpoint;AccessKey=${CHAT_KEY}",
        "Endpoint;AccessKey=abc def",
        "{\"c\":\"Endpoint;AccessKey=a;AccessKey=b\"}"
      })
  void aKeyThatCannotBeReadIsNotMistaken(String text) {
    String whole = text.replace("Endpoint", "Endpoint=https://chat.service.signalr.net");
    assertThat(EmbeddedConnectionString.holding(whole, null, "it"))
        .isInstanceOfSatisfying(
            Holding.Nothing.class, none -> assertThat(none.sentence()).contains("no plain text"));
  }

  @Test
  void knowsAnIdentityBasedOne() {
    String text = "{\"a\":\"Endpoint=https://chat.service.signalr.net;AuthType=azure.msi;\"}";
    assertThat(EmbeddedConnectionString.holding(text, null, "it"))
        .isEqualTo(new Holding.IdentityBased());
  }

  @Test
  void knowsWhoseItIs() {
    assertThat(only("Azure__SignalR__ConnectionString=" + OWN).parsed().orElseThrow().endpoint())
        .contains(CHAT.toString());
  }

  @Test
  void readsALongLine() {
    String whole = "$a{".repeat(300_000) + " x='" + OWN + "'";
    assertThat(only(whole).with(Keys.NEW)).endsWith("'" + Keys.connectionString(Keys.NEW) + "'");
  }

  @Test
  void whereThereIsNoTextThereIsNone() {
    assertThat(EmbeddedConnectionString.in(null, null)).isEmpty();
  }

  @Test
  void itNeverShowsItsText() {
    assertThat(only(OWN)).hasToString("EmbeddedConnectionString(hidden)");
  }

  private static EmbeddedConnectionString only(String text) {
    List<EmbeddedConnectionString> found = EmbeddedConnectionString.in(text, null);
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
