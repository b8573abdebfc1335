package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.sandbox.kubernetes.Kind;
import io.github.rekey.sandbox.kubernetes.ObjectKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written into a Secret, what is not, and with which rights. */
class KubernetesSecretTargetIT extends OnTheSandboxCluster {
  @Test
  void aRoleForNamedObjectsIsEnough() {
    workload(Kind.DEPLOYMENT, "web", "{}");
    grants.only(
        List.of(
            rule("secrets", "signalr", "get", "patch"),
            rule("deployments", "web", "get", "patch")));
    assertThat(deliverAll(List.of(WorkloadId.parse("deployment/web")))).contains("rolled out");
    assertThat(azure.calls().counts().keySet()).noneMatch(call -> call.contains("list"));
  }

  @Test
  void withoutTheRightToListNothingIsWrittenAndTheRightIsNamed() {
    grants.only(List.of(rule("secrets", "signalr", "get", "patch")));
    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> look(null));
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.NO_RIGHT);
    assertThat(failure)
        .hasMessageContaining("list, patch on deployments.apps in namespace shop")
        .hasMessageContaining("or name the workloads");
    assertThat(stored()).isEqualTo(connectionString(Keys.OLD));
  }

  @Test
  void aNamedWorkloadThatIsNotThereStopsTheWrite() {
    CallFailed failure =
        catchThrowableOfType(
            CallFailed.class, () -> look(List.of(WorkloadId.parse("daemonset/gone"))));
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.GONE);
    assertThat(failure).hasMessageContaining("daemonset/gone in namespace shop");
    assertThat(stored()).isEqualTo(connectionString(Keys.OLD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"immutable\":true} | is immutable",
        "{\"metadata\":{\"ownerReferences\":[{\"kind\":\"ExternalSecret\",\"name\":\"s\",\"controller\":true}]}} | is kept by ExternalSecret/s",
        "{\"metadata\":{\"managedFields\":[{\"manager\":\"flux\",\"operation\":\"Apply\",\"fieldsV1\":{\"f:data\":{\"f:connection\":{}}}}]}} | is kept by flux"
      })
  void doesNotWriteWhatSomebodyElseKeeps(String trait, String told) throws Exception {
    ObjectKey key = new ObjectKey(Kind.SECRET, "shop", "signalr");
    ObjectNode secret = cluster.get(key).orElseThrow();
    JsonNode more = new ObjectMapper().readTree(trait);
    more.path("metadata")
        .properties()
        .forEach(m -> secret.withObject("/metadata").set(m.getKey(), m.getValue()));
    secret.put("immutable", more.path("immutable").asBoolean());
    cluster.put(key, secret);
    assertThat(look(null))
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class, failed -> assertThat(failed.reason()).contains(told));
    assertThat(stored()).isEqualTo(connectionString(Keys.OLD));
  }

  @Test
  void takesOverAKeyThatSomebodyOnlyOnceWrote() {
    ObjectNode secret = cluster.get(new ObjectKey(Kind.SECRET, "shop", "signalr")).orElseThrow();
    secret
        .withObject("/metadata")
        .putArray("managedFields")
        .addObject()
        .put("manager", "kubectl-create")
        .put("operation", "Update");
    cluster.put(new ObjectKey(Kind.SECRET, "shop", "signalr"), secret);
    deliverAll(null);
    assertThat(stored()).isEqualTo(connectionString(Keys.NEW));
  }

  @Test
  void doesNotWriteIntoAnotherResourcesConnectionString() {
    String other = "{\"c\":\"" + connectionString(Keys.OLD).replace("chat.", "mail.") + "\"}";
    cluster.secret("shop", "signalr", Map.of("connection", other));
    assertThat(look(null)).isInstanceOf(StepOutcome.Failed.class);
    assertThat(stored()).isEqualTo(other);
  }

  @Test
  void changesOnlyTheKeyInAFile() {
    String file = "{\n  \"Azure\": {\"SignalR\": \"" + connectionString(Keys.OLD) + "\"}\n}\n";
    cluster.secret("shop", "signalr", Map.of("connection", file));
    deliverAll(null);
    assertThat(stored()).isEqualTo(file.replace(Keys.OLD.reveal(), Keys.NEW.reveal()));
    assertThat(target(null).read()).isEqualTo(new Holding.Key(Keys.NEW));
  }

  @Test
  void doesNotReadAKeyThatIsNotThere() {
    cluster.secret("shop", "signalr", Map.of("other", "stays"));
    assertThat(target(null).read()).isInstanceOf(Holding.Nothing.class);
    assertThat(look(null)).isInstanceOf(StepOutcome.Failed.class);
  }
}
