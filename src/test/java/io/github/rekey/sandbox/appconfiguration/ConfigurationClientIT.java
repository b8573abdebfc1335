package io.github.rekey.sandbox.appconfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.data.appconfiguration.ConfigurationClient;
import com.azure.data.appconfiguration.ConfigurationClientBuilder;
import com.azure.data.appconfiguration.models.ConfigurationSetting;
import com.azure.data.appconfiguration.models.SecretReferenceConfigurationSetting;
import com.azure.data.appconfiguration.models.SettingFields;
import com.azure.data.appconfiguration.models.SettingSelector;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import io.github.rekey.sandbox.world.Faults.Kind;
import io.github.rekey.sandbox.world.Rights.Grant;
import io.github.rekey.sandbox.world.Slot;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfigurationClientIT {
  private final RunningPlane running = new RunningPlane();
  private final ConfigurationClient client =
      new ConfigurationClientBuilder()
          .endpoint(running.plane().storeUrl("appcs").toString())
          .credential(running.credential())
          .httpClient(running.azureHttp())
          .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
          .buildClient();

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void keepsAKeyValueOfEachLabelWithItsContentTypeAndTags() {
    client.setConfigurationSetting("a/b c+ü", null, "plain");
    ConfigurationSetting labelled =
        new ConfigurationSetting()
            .setKey("a/b c+ü")
            .setLabel("prod")
            .setValue("labelled")
            .setContentType("text/plain")
            .setTags(Map.of("owner", "team"));
    ConfigurationSetting written = client.setConfigurationSetting(labelled);

    ConfigurationSetting read = client.getConfigurationSetting("a/b c+ü", "prod");
    assertThat(read.getValue()).isEqualTo("labelled");
    assertThat(read.getContentType()).isEqualTo("text/plain");
    assertThat(read.getTags()).containsEntry("owner", "team");
    assertThat(read.getETag()).isEqualTo(written.getETag());
    assertThat(read.getLastModified()).isNotNull();
    assertThat(read.isReadOnly()).isFalse();
    assertThat(client.getConfigurationSetting("a/b c+ü", "\0").getValue()).isEqualTo("plain");
    assertThat(running.azure().calls().of("app-configuration write")).isEqualTo(2);
    assertThat(running.azure().calls().of("app-configuration read")).isEqualTo(2);
  }

  @Test
  void doesNotFindWhatIsNotThere() {
    assertThat(status(() -> client.getConfigurationSetting("nothing", null))).isEqualTo(404);
    client.setConfigurationSetting("Key", "prod", "x");
    assertThat(status(() -> client.getConfigurationSetting("Key", null))).isEqualTo(404);
    assertThat(status(() -> client.getConfigurationSetting("key", "prod"))).isEqualTo(404);
  }

  @Test
  void writesOnlyWhatIsUnchangedIfAskedTo() {
    ConfigurationSetting first = client.setConfigurationSetting("k", null, "1");
    client.setConfigurationSetting("k", null, "2");
    assertThat(status(() -> set(first.setValue("3")))).isEqualTo(412);
    ConfigurationSetting second = client.getConfigurationSetting("k", null);
    assertThat(second.getValue()).isEqualTo("2");
    assertThat(set(second.setValue("3")).getValue().getValue()).isEqualTo("3");
  }

  @Test
  void addsOnlyWhatIsNotThere() {
    client.addConfigurationSetting("k", null, "1");
    assertThat(status(() -> client.addConfigurationSetting("k", null, "2"))).isEqualTo(412);
    client.addConfigurationSetting("k", "prod", "2");
    assertThat(running.store().all()).hasSize(2);
  }

  @Test
  void answersNothingAnewWhatHasNotChanged() {
    ConfigurationSetting known = client.setConfigurationSetting("k", null, "1");
    assertThat(ifChanged(known).getStatusCode()).isEqualTo(304);
    client.setConfigurationSetting("k", null, "2");
    assertThat(ifChanged(known).getStatusCode()).isEqualTo(200);
  }

  @Test
  void deletesAndAnswersWhatItWas() {
    client.setConfigurationSetting("k", null, "1");
    assertThat(client.deleteConfigurationSetting("k", null).getValue()).isEqualTo("1");
    assertThat(client.deleteConfigurationSetting("k", null)).isNull();
    assertThat(running.store().all()).isEmpty();
  }

  @Test
  void listsByKeyAndLabelOverManyPages() {
    for (int i = 0; i < 230; i++) {
      running.store().put("app/" + i, i % 2 == 0 ? null : "prod", Content.text("v" + i));
    }
    running.store().put("other", null, Content.text("x"));
    assertThat(list(new SettingSelector())).hasSize(231);
    assertThat(list(new SettingSelector().setKeyFilter("app/*"))).hasSize(230);
    assertThat(list(new SettingSelector().setKeyFilter("app/*").setLabelFilter("\0"))).hasSize(115);
    assertThat(list(new SettingSelector().setLabelFilter("prod"))).hasSize(115);
    assertThat(list(new SettingSelector().setFields(SettingFields.KEY)))
        .allSatisfy(setting -> assertThat(setting.getValue()).isNull());
    assertThat(status(() -> list(new SettingSelector().setKeyFilter("a*b")))).isEqualTo(400);
  }

  @Test
  void givesAReferenceAsTheSdkKnowsIt() {
    URI secret = URI.create("https://kv.vault.azure.net/secrets/signalr");
    running.store().put("k", null, Content.reference(secret));
    assertThat(client.getConfigurationSetting("k", null))
        .isInstanceOfSatisfying(
            SecretReferenceConfigurationSetting.class,
            reference -> assertThat(reference.getSecretId()).isEqualTo(secret.toString()));
  }

  @Test
  void doesNotChangeWhatIsLocked() {
    client.setConfigurationSetting("k", null, "1");
    running.store().lock("k", null);
    assertThat(client.getConfigurationSetting("k", null).isReadOnly()).isTrue();
    assertThat(status(() -> client.setConfigurationSetting("k", null, "2"))).isEqualTo(409);
    assertThat(status(() -> client.deleteConfigurationSetting("k", null))).isEqualTo(409);
    assertThat(client.getConfigurationSetting("k", null).getValue()).isEqualTo("1");
  }

  @Test
  void asksForTheRight() {
    client.setConfigurationSetting("k", null, "1");
    running
        .azure()
        .rights()
        .grant(
            new Grant(
                List.of(),
                List.of(),
                List.of("Microsoft.AppConfiguration/configurationStores/keyValues/read")));
    assertThat(client.getConfigurationSetting("k", null).getValue()).isEqualTo("1");
    assertThat(status(() -> client.setConfigurationSetting("k", null, "2"))).isEqualTo(403);
    assertThat(status(() -> client.deleteConfigurationSetting("k", null))).isEqualTo(403);
  }

  @Test
  void aRefusedWriteChangesNothing() {
    client.setConfigurationSetting("k", null, "1");
    running.azure().faults().script(Kind.TARGET_REFUSES, "appcs");
    assertThat(status(() -> client.setConfigurationSetting("k", null, "2"))).isEqualTo(503);
    assertThat(client.getConfigurationSetting("k", null).getValue()).isEqualTo("1");
  }

  @Test
  void refusesATokenForSomethingElseAndNone() {
    String elsewhere = "Bearer " + token("https://vault.azure.net/.default");
    HttpResponse<String> wrong = get(elsewhere);
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(challenge(wrong)).startsWith("HMAC-SHA256, Bearer").contains("invalid_token");
    assertThat(get("none").statusCode()).isEqualTo(401);
    assertThat(get("Bearer " + token("https://azconfig.io/.default")).statusCode()).isEqualTo(200);
  }

  @Test
  void showsWhichKeyItHoldsAndNotTheKey() {
    String value = running.chat().connectionString(Slot.PRIMARY);
    running.store().put("SignalR", "prod", Content.text(value));
    running.store().put("Theme", null, Content.text("dark"));
    assertThat(running.control("GET", "/state", "").at("/configurationStores/0/keyValues"))
        .hasToString("{\"SignalR@prod\":\"chat: primary #1\"}");
  }

  private Response<ConfigurationSetting> set(ConfigurationSetting setting) {
    return client.setConfigurationSettingWithResponse(setting, true, Context.NONE);
  }

  private Response<ConfigurationSetting> ifChanged(ConfigurationSetting known) {
    return client.getConfigurationSettingWithResponse(known, null, true, Context.NONE);
  }

  private List<ConfigurationSetting> list(SettingSelector selector) {
    return client.listConfigurationSettings(selector).stream().toList();
  }

  private String token(String scope) {
    return running.credential().getTokenSync(new TokenRequestContext().addScopes(scope)).getToken();
  }

  private HttpResponse<String> get(String authorization) {
    URI url = URI.create(running.plane().storeUrl("appcs") + "/kv?api-version=2023-11-01");
    return running.send("GET", url, "", authorization);
  }

  private static String challenge(HttpResponse<String> response) {
    return response.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private static int status(Runnable call) {
    return catchThrowableOfType(HttpResponseException.class, call::run)
        .getResponse()
        .getStatusCode();
  }
}
