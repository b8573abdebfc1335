package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.ProofAnswer;
import io.github.rekey.sandbox.apps.AppHost;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.world.Slot;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sandbox's app that checks who signed a call, as the receiver of a serverless resource does. */
class UpstreamProofIT {
  private final RunningPlane plane = new RunningPlane();
  private final PlaneSide azure = new PlaneSide(plane);
  private final AppHost app = AppHost.start(plane.certificates(), plane.azure(), plane.shop());

  @AfterEach
  void stop() {
    app.close();
    plane.close();
  }

  @Test
  void isNotMetWhileTheAppHoldsTheOldKeyAndIsOnceItHoldsTheNewOne() {
    assertThat(look())
        .isEqualTo(
            new ProofAnswer.NotYet(
                "the upstream of shop to take calls signed with the new key: HTTP 401"));

    plane
        .shop()
        .replaceSettings(
            Map.of(
                "Azure__SignalR__ConnectionString", plane.chat().connectionString(Slot.SECONDARY)));
    Awaitility.await().until(() -> !app.restarting());
    assertThat(look())
        .isEqualTo(
            new ProofAnswer.Met(
                "the upstream of shop takes calls signed with the new key, and no others"));
  }

  private ProofAnswer look() {
    return new UpstreamProof(
            "shop",
            URI.create(app.url() + "/upstream"),
            "chat",
            azure.clients().plainHttp(),
            azure.guarded(Dependency.APPS))
        .look(azure.expectation(Instant.now(), null));
  }
}
