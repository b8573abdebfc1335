package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.azure.ArmHealthEvents;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.OnSandbox;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Scope;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real Resource Manager client asks the sandbox for Service Health's events. */
class HealthPollerIT {
  private final RunningPlane running = new RunningPlane();
  private final OnSandbox azure = new OnSandbox(running);
  private final String subscription = running.plane().options().subscriptionId();
  private final MemoryInbox inbox = new MemoryInbox();
  private boolean heard;

  @AfterEach
  void stop() {
    running.close();
  }

  private void poll(Duration headStart) {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
    ArmHealthEvents events = new ArmHealthEvents(azure.clients(), azure.guarded(Dependency.ARM));
    Intake intake =
        new Intake(
            new AlertReader(Bounds.DEFAULT, later),
            inbox,
            new IntakeMeters(new SimpleMeterRegistry()));
    new HealthPoller(events::since, (sub, id, not, since) -> heard, intake, headStart, later)
        .poll(subscription);
  }

  private void notice(String body) {
    running.control("POST", "/notices", body);
  }

  @Test
  void aNoticeWhoseAlertWasLostIsReadLikeItsAlertAndOnce() {
    notice(
        "{\"region\":\"eastus\",\"trackingId\":\"TRK-7\",\"deadline\":\"2031-05-06T00:00:00Z\"}");
    poll(Duration.ZERO);
    poll(Duration.ZERO);
    assertThat(inbox.stored())
        .singleElement()
        .isInstanceOfSatisfying(
            Reading.Understood.class,
            understood ->
                assertThat(understood.alert())
                    .isInstanceOfSatisfying(
                        Alert.MandatoryNotice.class,
                        found -> {
                          assertThat(found.trackingId()).isEqualTo("TRK-7");
                          assertThat(found.deadline())
                              .isEqualTo(Instant.parse("2031-05-06T00:00:00Z"));
                          assertThat(found.scope())
                              .isEqualTo(new Scope.Area(subscription, "East US"));
                        }));
  }

  @Test
  void aNoticeWhoseAlertCameIsNotTakenInAgain() {
    notice("{}");
    heard = true;
    poll(Duration.ZERO);
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void aNoticeIsLeftToItsAlertForAWhile() {
    notice("{}");
    poll(Duration.ofMinutes(15));
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void whatIsAboutAnotherServiceIsNotTakenIn() {
    notice("{\"service\":\"Virtual Machines\"}");
    poll(Duration.ZERO);
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void anAdvisoryThatAsksForNoActionDemandsNothing() {
    notice("{\"kind\":\"informational\"}");
    poll(Duration.ZERO);
    assertThat(inbox.stored())
        .singleElement()
        .isInstanceOfSatisfying(
            Reading.Understood.class,
            understood -> assertThat(understood.alert()).isInstanceOf(Alert.HealthAdvisory.class));
  }

  @Test
  void aMissingRightIsTold() {
    running.control(
        "POST", "/rights", "{\"notActions\":[\"Microsoft.ResourceHealth/events/read\"]}");
    assertThatThrownBy(() -> poll(Duration.ZERO))
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("Microsoft.ResourceHealth/events/read");
  }
}
