package io.github.rekey.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.target.KubernetesClusters.Access;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class KubernetesApiIT {
  private static final KubernetesPlace PLACE = new KubernetesPlace("shop", "signalr", "connection");
  private static final StoredSecret SEEN = new StoredSecret("1", "old", null, null);
  private final MockCluster cluster = new MockCluster();
  private final Access access = Clusters.access(cluster.kubeconfig());

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void doesNotRepeatAnAnswersBody() {
    cluster.answerEverythingWith(400);
    CallFailed failure = read(access);
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.REFUSED);
    assertThat(failure).hasMessageContaining("HTTP 400 AskedFor").hasNoCause();
    assertThat(failure).hasMessageNotContaining(Keys.ALIEN.reveal());
  }

  @Test
  void doesNotLogASecretEvenWhereFabric8IsTraced() {
    Logger fabric8 = (Logger) LoggerFactory.getLogger("io.fabric8.kubernetes.client.http");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    fabric8.addAppender(lines);
    fabric8.setLevel(Level.TRACE);
    cluster.store(Keys.ALIEN.reveal());
    try {
      new KubernetesSecrets(Clusters.clusters().api(access)).read(PLACE);
    } finally {
      fabric8.setLevel(null);
      fabric8.detachAppender(lines);
    }
    String stored = Base64.getEncoder().encodeToString(Keys.ALIEN.reveal().getBytes(UTF_8));
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains(stored));
  }

  @Test
  void doesNotRepeatAWriteThatMayHaveHadItsEffect() {
    cluster.answerEverythingWith(503);
    CallFailed failure = write();
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.UNAVAILABLE);
    assertThat(failure.effectPossible()).isTrue();
    assertThat(cluster.requests()).isEqualTo(1);
  }

  @Test
  void doesNotRepeatAReadBeforeItMay() {
    cluster.answerEverythingWith(429);
    assertThat(read(access).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(cluster.requests()).isEqualTo(1);
  }

  @Test
  void doesNotDoubtAWriteThatWasNeverSent() {
    cluster.close();
    CallFailed failure = write();
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.UNAVAILABLE);
    assertThat(failure.effectPossible()).isFalse();
  }

  @Test
  void doesNotFallBackOnAnotherContext() {
    CallFailed failure = read(new Access(access.kubeconfig(), "elsewhere"));
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.REFUSED);
    assertThat(failure).hasMessageContaining("no context elsewhere");
    assertThat(cluster.requests()).isZero();
  }

  @Test
  void namesAKubeconfigThatIsNotThere() {
    assertThat(read(new Access(Path.of("/nowhere/kubeconfig"), null)))
        .hasMessageContaining("the kubeconfig /nowhere/kubeconfig cannot be read");
  }

  private static CallFailed read(Access access) {
    KubernetesSecrets secrets = new KubernetesSecrets(Clusters.clusters().api(access));
    return catchThrowableOfType(CallFailed.class, () -> secrets.read(PLACE));
  }

  private CallFailed write() {
    KubernetesSecrets secrets = new KubernetesSecrets(Clusters.clusters().api(access));
    return catchThrowableOfType(CallFailed.class, () -> secrets.write(PLACE, SEEN, "new"));
  }
}
