package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holder;
import io.github.rekey.rotation.HolderSearch.Found;
import io.github.rekey.rotation.Holding;
import io.github.rekey.sandbox.kubernetes.Cluster;
import io.github.rekey.sandbox.kubernetes.ClusterServer;
import io.github.rekey.sandbox.kubernetes.Grants;
import io.github.rekey.sandbox.kubernetes.Grants.Rule;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.target.KubernetesClusters.Access;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubernetesSearchIT {
  private final Grants grants = new Grants();
  private final Cluster cluster = new Cluster(new TickingClock(), Duration.ZERO);
  private final ClusterServer server =
      ClusterServer.start(new Certificates(), cluster, grants, new Azure());
  private final Access access = Clusters.access(server.kubeconfig());

  KubernetesSearchIT() {
    String old = connectionString(Keys.OLD);
    cluster.secret("shop", "signalr", Map.of("connection", old, "user", "sa"));
    cluster.secret("mail", "files", Map.of("appsettings.json", "{\"C\":\"" + old + "\"}"));
    cluster.secret("mail", "mixed", Map.of("all", "a=" + old + "\nb=" + old));
    cluster.secret("mail", "other", Map.of("connection", old.replace("chat.", "mail.")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void findsEveryValueThatNamesTheEndpoint() {
    Found found = search();
    assertThat(found.unread()).isEmpty();
    assertThat(found.holders())
        .extracting(Holder::target)
        .containsExactlyInAnyOrder(
            "kubernetes-secret:shop/signalr/connection",
            "kubernetes-secret:mail/files/appsettings.json",
            "kubernetes-secret:mail/mixed/all");
    assertThat(found.holders())
        .extracting(Holder::holding)
        .filteredOn(new Holding.Key(Keys.OLD)::equals)
        .hasSize(2);
  }

  @Test
  void doesNotShowAValueInAnEntry() {
    assertThat(search().holders())
        .isNotEmpty()
        .allSatisfy(
            holder -> assertThat(holder.entry()).doesNotContain(Keys.OLD.reveal(), "Endpoint"));
  }

  @Test
  void readsPastTheFirstPage() {
    for (int i = 0; i < 600; i++) {
      cluster.secret("crowd", "s" + i, Map.of("a", "b"));
    }
    cluster.secret("zoo", "last", Map.of("c", connectionString(Keys.OLD)));
    assertThat(search("zoo", "crowd").holders()).hasSize(1);
    assertThat(search().holders()).hasSize(4);
  }

  @Test
  void tellsTheNamespacesThatItMayNotRead() {
    grants.only(
        List.of(
            new Rule("", Set.of("list"), Set.of("namespaces"), Set.of()),
            new Rule("shop", Set.of("list"), Set.of("secrets"), Set.of())));
    Found found = search();
    assertThat(found.holders()).hasSize(1);
    assertThat(found.unread()).hasSize(1).allMatch(line -> line.contains("namespace mail"));
  }

  @Test
  void doesNotPassOffNothingAsAnAnswer() {
    grants.only(List.of());
    CallFailed failure = catchThrowableOfType(CallFailed.class, this::search);
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.NO_RIGHT);
    assertThat(search("shop").unread()).hasSize(1);
  }

  private Found search(String... namespaces) {
    return new KubernetesSearch(Clusters.clusters(), access, List.of(namespaces))
        .search(Keys.NEW_KEY.endpoint());
  }
}
