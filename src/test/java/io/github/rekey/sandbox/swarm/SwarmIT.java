package io.github.rekey.sandbox.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.sandbox.apps.AppHost;
import io.github.rekey.sandbox.signalr.DataPlane;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Site;
import io.github.rekey.sandbox.world.Slot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SwarmIT {
  private static final String SETTING = "Azure__SignalR__ConnectionString";
  private final Certificates certificates = new Certificates();
  private final Azure azure = new Azure();
  private final SignalRResource resource =
      new SignalRResource("/s/signalR/chat", "westeurope", Map.of(), Clock.systemUTC());
  private final DataPlane plane = DataPlane.start(certificates, resource);
  private final Site site;
  private final AppHost app;
  private Swarm swarm;

  SwarmIT() {
    azure.add(resource);
    site = new Site("/s/sites/a", 2, Map.of(SETTING, resource.connectionString(Slot.PRIMARY)));
    app = AppHost.start(certificates, azure, site);
    await().until(() -> plane.serverConnections() == 4);
  }

  @AfterEach
  void stop() {
    swarm.close();
    app.close();
    plane.close();
  }

  @Test
  void survivesARestartOfTheAppAndComesBack() throws Exception {
    start(millis(0, 200, 1000, 3000, 5000, 10_000));
    site.restart();
    await().until(() -> swarm.report().totals().everDropped() == 20);
    await().until(this::allBack);

    Report.Totals totals = swarm.report().totals();
    assertThat(totals.lost()).isZero();
    assertThat(totals.longestGap()).isPositive();
    assertThat(resource.meter().open("Client")).isEqualTo(20);
  }

  @Test
  void isNotDroppedWhenAKeyThatNobodyUsesIsReplaced() throws Exception {
    start(millis(0, 200));
    resource.replace(Slot.SECONDARY, Duration.ZERO);
    awaitMessagesAfter(Instant.now());
    assertThat(swarm.report().totals().everDropped()).isZero();
  }

  @Test
  void isLostForGoodWhenTheKeyIsReplacedUnderTheAppAndNobodyHeals() throws Exception {
    start(millis(0, 200, 400));
    resource.replace(Slot.PRIMARY, Duration.ZERO);
    plane.dropServerConnections();

    await().until(() -> swarm.report().totals().lost() == 20);
    site.replaceSettings(Map.of(SETTING, resource.connectionString(Slot.PRIMARY)));
    await().until(() -> plane.serverConnections() == 4);
    assertThat(swarm.report().totals())
        .returns(0, Report.Totals::connected)
        .returns(20, Report.Totals::lost);
  }

  @Test
  void exchangesMessagesAgainAfterADrop() throws Exception {
    start(millis(0, 500, 1000));
    awaitMessagesAfter(Instant.EPOCH);
    plane.dropClients();
    await().until(this::allBack);
    awaitMessagesAfter(Instant.now());
  }

  private void awaitMessagesAfter(Instant moment) {
    await().until(() -> swarm.report().clients().stream().allMatch(c -> heard(c, moment)));
  }

  private static boolean heard(Report.Client client, Instant after) {
    Instant last = client.lastMessage();
    return last != null && last.isAfter(after);
  }

  private void start(ReconnectSchedule schedule) throws InterruptedException {
    swarm =
        Swarm.start(
            certificates,
            List.of(app.negotiateUrl()),
            20,
            Swarm.Options.defaults().withSchedule(schedule).withEcho(Duration.ofMillis(500)));
    assertThat(swarm.awaitConnected(Duration.ofSeconds(30))).isTrue();
  }

  private boolean allBack() {
    Report.Totals totals = swarm.report().totals();
    return totals.back() == 20 && totals.connected() == 20;
  }

  private static ReconnectSchedule millis(long... delays) {
    return new ReconnectSchedule(LongStream.of(delays).mapToObj(Duration::ofMillis).toList());
  }

  private static ConditionFactory await() {
    return Awaitility.await();
  }
}
