package io.github.rekey.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.appcontainers.ContainerAppsApiManager;
import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsClient;
import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsRevisionsClient;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.models.ActiveRevisionsMode;
import com.azure.resourcemanager.appcontainers.models.Configuration;
import com.azure.resourcemanager.appcontainers.models.ContainerAppProvisioningState;
import com.azure.resourcemanager.appcontainers.models.ContainerAppSecret;
import com.azure.resourcemanager.appcontainers.models.RevisionRunningState;
import com.azure.resourcemanager.appcontainers.models.Secret;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.world.ContainerApp;
import io.github.rekey.sandbox.world.Faults.Kind;
import io.github.rekey.sandbox.world.Rights.Grant;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContainerAppsIT {
  private static final String URL = "https://kv.vault.azure.net/secrets/signalr";
  private final RunningPlane running = new RunningPlane();
  private final AtomicInteger restarts = new AtomicInteger();
  private final ContainerAppsApiManager manager = manager();
  private final ContainerAppsClient apps = manager.serviceClient().getContainerApps();
  private final ContainerAppsRevisionsClient revisions =
      manager.serviceClient().getContainerAppsRevisions();
  private ContainerApp single;

  @BeforeEach
  void fill() {
    running.vault().put("signalr", "of-the-vault", Map.of(), "");
    single = app("single", List.of("only"));
    single.onRestart(restarts::incrementAndGet);
    app("multiple", List.of("blue", "green"));
  }

  private ContainerApp app(String name, List<String> suffixes) {
    ContainerApp app =
        new ContainerApp(
            running.shop().id().replace("Microsoft.Web/sites/shop", "Microsoft.App/containerApps/")
                + name,
            2,
            suffixes,
            Map.of("Azure__SignalR__ConnectionString", "signalr"),
            List.of(
                ContainerApp.Secret.of("signalr", "the-value"),
                new ContainerApp.Secret("fetched", "of-the-vault", URL, "system")));
    running.azure().add(app);
    return app;
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void readingAnAppShowsItsModeAndNoValues() {
    ContainerAppInner shown = apps.getByResourceGroup("live", "single");
    assertThat(shown.configuration().activeRevisionsMode()).isEqualTo(ActiveRevisionsMode.SINGLE);
    assertThat(shown.configuration().secrets()).extracting(Secret::value).containsOnlyNulls();
    assertThat(apps.getByResourceGroup("live", "multiple").configuration().activeRevisionsMode())
        .isEqualTo(ActiveRevisionsMode.MULTIPLE);
  }

  @Test
  void listSecretsShowsValuesAndWhereTheyAreFetched() {
    assertThat(values()).containsExactly("the-value", "of-the-vault");
    assertThat(apps.listSecrets("live", "single").value())
        .extracting(ContainerAppSecret::keyVaultUrl)
        .containsExactly(null, URL);
  }

  @Test
  void anUpdateReplacesAllSecretsFetchesReferencesAndRestartsNothing() {
    running.vault().put("signalr", "newer", Map.of(), "");
    assertThat(values()).contains("of-the-vault");
    update(
        new Secret().withName("signalr").withValue("another"),
        new Secret().withName("new").withKeyVaultUrl(URL).withIdentity("system"));
    assertThat(values()).containsExactly("another", "newer");
    assertThat(restarts).hasValue(0);
  }

  @Test
  void anUpdateRunsForAWhileAndRefusesAnother() {
    Secret secret = new Secret().withName("signalr").withValue("another");
    update(secret);
    assertThat(apps.getByResourceGroup("live", "single").provisioningState())
        .isEqualTo(ContainerAppProvisioningState.IN_PROGRESS);
    assertThat(refusal(() -> update(secret))).isEqualTo("ContainerAppOperationInProgress");
    running.tick(Duration.ofSeconds(1));
    assertThat(apps.getByResourceGroup("live", "single").provisioningState())
        .isEqualTo(ContainerAppProvisioningState.SUCCEEDED);
  }

  @Test
  void theOperationCanBeFollowedToItsEnd() {
    var poller =
        apps.beginUpdate("live", "single", patch(new Secret().withName("signalr").withValue("x")));
    running.tick(Duration.ofSeconds(1));
    assertThat(poller.setPollInterval(Duration.ofMillis(5)).getFinalResult().name())
        .isEqualTo("single");
  }

  @Test
  void doesNotTakeASecretWithoutAValueOrLoseOneThatIsUsed() {
    assertThat(refusal(() -> update(new Secret().withName("signalr"))))
        .isEqualTo("ContainerAppSecretInvalid");
    assertThat(refusal(() -> update(new Secret().withName("other").withValue("x"))))
        .isEqualTo("ContainerAppSecretInvalid");
    assertThat(values()).containsExactly("the-value", "of-the-vault");
  }

  @Test
  void aRefusedUpdateChangesNothing() {
    running.azure().faults().script(Kind.TARGET_REFUSES, "single");
    assertThatThrownBy(() -> update(new Secret().withName("signalr").withValue("x")))
        .isInstanceOf(ManagementException.class);
    assertThat(values()).contains("the-value");
  }

  @Test
  void everyCallNeedsItsRight() {
    running.azure().rights().grant(new Grant(List.of("*/read"), List.of(), List.of()));
    assertThat(refusal(this::values)).isEqualTo("AuthorizationFailed");
    assertThat(apps.getByResourceGroup("live", "single").name()).isEqualTo("single");
  }

  @Test
  void listsActiveRevisionsAndRestartsTheOneThatIsNamed() {
    assertThat(revisions.listRevisions("live", "multiple"))
        .extracting(revision -> revision.name())
        .containsExactly("multiple--blue", "multiple--green");
    assertThat(revisions.listRevisions("live", "single"))
        .allMatch(revision -> RevisionRunningState.RUNNING.equals(revision.runningState()));
    revisions.restartRevision("live", "single", "single--only");
    assertThat(restarts).hasValue(1);
    assertThat(refusal(() -> revisions.restartRevision("live", "single", "single--none")))
        .isEqualTo("ResourceNotFound");
    assertThat(restarts).hasValue(1);
  }

  @Test
  void listsTheSubscriptionsApps() {
    assertThat(apps.list())
        .extracting(ContainerAppInner::name)
        .containsExactly("single", "multiple");
  }

  private List<String> values() {
    return apps.listSecrets("live", "single").value().stream()
        .map(ContainerAppSecret::value)
        .toList();
  }

  private void update(Secret... secrets) {
    apps.beginUpdate("live", "single", patch(secrets));
  }

  private static ContainerAppInner patch(Secret... secrets) {
    return new ContainerAppInner()
        .withConfiguration(new Configuration().withSecrets(List.of(secrets)));
  }

  private static String refusal(Runnable call) {
    return catchThrowableOfType(ManagementException.class, call::run).getValue().getCode();
  }

  private ContainerAppsApiManager manager() {
    Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
    endpoints.put("resourceManagerEndpointUrl", running.plane().armUrl() + "/");
    AzureProfile profile =
        new AzureProfile(
            running.plane().options().tenant().id(),
            running.plane().options().subscriptionId(),
            new AzureEnvironment(endpoints));
    RetryOptions once = new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));
    return ContainerAppsApiManager.configure()
        .withHttpClient(running.azureHttp())
        .withRetryPolicy(new RetryPolicy(once))
        .authenticate(running.credential(), profile);
  }
}
