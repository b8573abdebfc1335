package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.target.KubernetesRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesSecretSettingsTest {
  @TempDir Path folder;

  private List<String> rules(String more) throws Exception {
    List<NeededRights> places = NeededRights.of(read(more));
    return places.stream()
        .flatMap(place -> place.rules().stream())
        .map(KubernetesRule::toString)
        .toList();
  }

  private Configuration read(String more) throws Exception {
    String yaml =
        """
        resources:
          - id: /subscriptions/s/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/chat
            region: westeurope
            targets:
              - kubernetesSecret:
                  namespace: shop
                  name: signalr
                  key: connection
        """;
    Path file = Files.writeString(folder.resolve("rekey.yaml"), yaml + more.indent(10));
    return new ConfigurationFile(Map.of()).read(file);
  }

  @Test
  void namedWorkloadsNeedNoRightToList() throws Exception {
    assertThat(rules("workloads: [deployment/web, deployment/api, daemonset/agent]"))
        .containsExactly(
            "get, patch on secrets/signalr in namespace shop",
            "get, patch on deployments.apps/web,deployments.apps/api in namespace shop",
            "get, patch on daemonsets.apps/agent in namespace shop");
  }

  @Test
  void withoutNamesAllKindsAreListed() throws Exception {
    assertThat(rules("")).hasSize(4).filteredOn(rule -> rule.startsWith("list, patch")).hasSize(3);
  }

  @Test
  void noWorkloadsNeedNothingMore() throws Exception {
    assertThat(rules("workloads: []")).hasSize(1);
  }

  @Test
  void aClustersRulesAreNoRightsInAzure() throws Exception {
    assertThat(NeededRights.of(read("")))
        .filteredOn(place -> place.on().startsWith("Kubernetes"))
        .hasSize(1)
        .allMatch(place -> place.rights().isEmpty() && place.scope().isEmpty());
  }

  @Test
  void doesNotTakeAnotherKindOfWorkload() {
    assertThatThrownBy(() -> read("workloads: [job/once]"))
        .hasMessageContaining("deployment/NAME, statefulset/NAME or daemonset/NAME, not job/once");
  }

  @Test
  void doesNotTakeANameThatIsAPath() {
    assertThatThrownBy(
            () ->
                new KubernetesSecretSettings(
                    "shop", "../nodes", "key", null, null, null, null, null, null))
        .hasMessageContaining("name is no name that Kubernetes takes");
  }
}
