package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rekey.yaml may say of files, webhooks and topics. */
class NewTargetKindsTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String RESOURCE =
      """
      resources:
        - id: /subscriptions/s/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/chat
          region: westeurope
          targets:
            - %s
      """;

  @TempDir Path folder;

  private TargetKind kind(String target) throws Exception {
    Path file = Files.writeString(folder.resolve("rekey.yaml"), RESOURCE.formatted(target));
    return new ConfigurationFile(Map.of("HOOK_SECRET", SECRET, "TOPIC_KEY", "topic-key"))
        .read(file)
        .resources()
        .get(0)
        .targets()
        .get(0)
        .kind();
  }

  @Test
  void secretsAreTakenFromTheEnvironmentAndNeverShown() throws Exception {
    TargetKind webhook =
        kind(
            "webhook: {name: shop, url: 'https://shop.example/hook?code=abc', secret: '${HOOK_SECRET}'}");
    TargetKind topic =
        kind(
            "eventGridTopic: {endpoint: 'https://keys.westeurope-1.eventgrid.azure.net/api/events',"
                + " key: '${TOPIC_KEY}'}");

    assertThat(((WebhookSettings) webhook).secret()).isEqualTo(SECRET);
    assertThat(webhook).hasToString("WebhookSettings[shop]");
    assertThat(topic).hasToString("EventGridTopicSettings[keys]");
    assertThat(topic.rights()).isEmpty();
  }

  @Test
  void aTopicWithoutAnAccessKeyNeedsTheRightToSend() throws Exception {
    TargetKind topic =
        kind("eventGridTopic: {endpoint: 'https://k.we-1.eventgrid.azure.net/api/events', id: /t}");
    assertThat(topic.rights())
        .singleElement()
        .satisfies(
            place -> {
              assertThat(place.scope()).isEqualTo("/t");
              assertThat(place.rights())
                  .anyMatch(
                      r -> r.data() && r.action().equals("Microsoft.EventGrid/events/send/action"));
            });
  }

  @Test
  void plainHttpIsForLoopbackOnly() throws Exception {
    String webhook = "webhook: {name: shop, url: '%s', secret: '${HOOK_SECRET}'}";
    assertThat(kind(webhook.formatted("http://127.0.0.1:9/hook"))).isNotNull();
    assertThat(kind(webhook.formatted("http://[::1]:9/hook"))).isNotNull();
    for (String url :
        new String[] {
          "http://shop.example/", "ftp://127.0.0.1/", "shop", "http://127.0.0.1.example/"
        }) {
      assertThatThrownBy(() -> kind(webhook.formatted(url)))
          .hasMessageContaining("url is an https URL");
    }
    assertThatThrownBy(() -> kind("eventGridTopic: {endpoint: 'http://127.0.0.1/api/events'}"))
        .hasMessageContaining("endpoint is a URL such as https://");
  }

  @Test
  void aWeakSecretIsRefusedAndNotRepeated() {
    for (String secret : new String[] {"hunter2-hunter2", "whsec_aHVudGVyMg==", "whsec_!hunter2"}) {
      assertThatThrownBy(
              () ->
                  kind(
                      "webhook: {name: a, url: 'https://a.example', secret: '%s'}"
                          .formatted(secret)))
          .hasMessageContaining("24 to 64 random bytes")
          .hasMessageNotContaining("hunter2")
          .hasMessageNotContaining("aHVudGVyMg");
    }
  }

  @Test
  void aFileIsNamedByItsWholePath() throws Exception {
    FileSettings file =
        (FileSettings) kind("file: {path: /etc/chat.env, signal: {pidFile: /run/chat.pid}}");
    assertThat(file.signal().name()).hasToString("HUP");
    assertThat(file.rights()).isEmpty();
    assertThatThrownBy(() -> kind("file: {path: chat.env}")).hasMessageContaining("absolute");
    assertThatThrownBy(() -> kind("file: {path: /a, signal: {pidFile: /p, name: KILL}}"))
        .hasMessageContaining("one of HUP, USR1, USR2, TERM");
  }

  @Test
  void aTargetIsOfOneKindOnly() {
    assertThatThrownBy(
            () -> kind("{file: {path: /a}, eventGridTopic: {endpoint: 'https://a.example/'}}"))
        .hasMessageContainingAll("exactly one of keyVaultSecret, ", ", file, ", ", eventGridTopic");
  }
}
