package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ToyAzure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectionCountsTest {
  private static final ResourceId CHAT = ToyAzure.RESOURCE;
  private static final ResourceId STRANGER =
      new ResourceId(
          "/subscriptions/s/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/other");

  private final TickingClock clock = new TickingClock();
  private final List<Alert> others = new ArrayList<>();
  private ConnectionCounts counts = new ConnectionCounts(clock);

  @Test
  void clientsThatCameAndDidNotLeaveAreCounted() {
    comes("a");
    comes("b");
    leaves("a");
    halfAnHourPasses();
    assertThat(now()).hasValue(1);
    assertThat(baseline()).get().extracting(Baseline::clients).isEqualTo(2);
  }

  @Test
  void theBaselineNamesItsSourceAndWhenItsClientsWereSeen() {
    Instant began = clock.instant();
    comes("a");
    halfAnHourPasses();
    assertThat(baseline()).contains(new Baseline(1, began, "connection events since " + began));
  }

  @Test
  void whoLeftLongAgoIsNoBaseline() {
    comes("a");
    comes("b");
    leaves("b");
    clock.tick(Duration.ofMinutes(31));
    assertThat(baseline()).get().extracting(Baseline::clients).isEqualTo(1);
  }

  @Test
  void aQuietHalfHourHasTheClientsThatStayed() {
    comes("a");
    clock.tick(Duration.ofHours(5));
    assertThat(baseline()).get().extracting(Baseline::clients).isEqualTo(1);
  }

  @Test
  void ofSeveralTimesWithAsManyClientsTheEarliestIsNamed() {
    comes("a");
    comes("b");
    clock.tick(Duration.ofMinutes(50));
    leaves("b");
    comes("c");
    clock.tick(Duration.ofMinutes(5));
    Instant from = clock.instant().minus(Duration.ofMinutes(30));
    assertThat(baseline())
        .get()
        .satisfies(
            found -> {
              assertThat(found.clients()).isEqualTo(2);
              assertThat(found.at()).isEqualTo(from);
            });
  }

  @Test
  void aDropDoesNotChangeTheBaselineBeforeIt() {
    comes("a");
    clock.tick(Duration.ofMinutes(50));
    Instant before = clock.instant();
    clock.tick(Duration.ofMinutes(5));
    leaves("a");
    assertThat(counts.baseline(CHAT, before)).get().extracting(Baseline::clients).isEqualTo(1);
    assertThat(counts.clients(CHAT, before)).hasValue(0);
  }

  @Test
  void duplicatesAndOvertakenEventsCountOnce() {
    Instant at = clock.instant();
    leaves("overtaken");
    comes("overtaken");
    comes("a");
    comes("a");
    leaves("b");
    leaves("b");
    clock.tick(Duration.ofMinutes(1));
    comes("overtaken", at);
    halfAnHourPasses();
    assertThat(now()).hasValue(1);
  }

  @Test
  void anEventThatComesMuchTooLateInventsNoClient() {
    Instant at = clock.instant();
    leaves("a");
    clock.tick(Duration.ofMinutes(10));
    comes("a", at);
    halfAnHourPasses();
    assertThat(now()).hasValue(0);
  }

  @Test
  void anyOrderWithinTheTimeThatEventsTakeLeadsToTheSameCount() {
    for (int seed = 0; seed < 50; seed++) {
      counts = new ConnectionCounts(clock);
      List<Runnable> events = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String id = "c" + i;
        events.addAll(List.of(() -> comes(id), () -> comes(id)));
        if (i % 4 == 0) {
          events.addAll(List.of(() -> leaves(id), () -> leaves(id)));
        }
      }
      Collections.shuffle(events, new Random(seed));
      events.forEach(Runnable::run);
      halfAnHourPasses();
      assertThat(now()).hasValue(15);
    }
  }

  @Test
  void nothingWasMeasuredWithoutAnEventOrSoonAfterTheFirst() {
    assertThat(baseline()).isEmpty();
    assertThat(now()).isEmpty();
    comes("a");
    clock.tick(Duration.ofMinutes(29));
    assertThat(baseline()).isEmpty();
    assertThat(now()).isEmpty();
  }

  @Test
  void aCountIsNoAnswerBeforeEventsCouldHaveArrived() {
    comes("a");
    halfAnHourPasses();
    Instant since = clock.instant();
    assertThat(counts.clients(CHAT, since)).isEmpty();
    clock.tick(Duration.ofSeconds(15));
    assertThat(counts.clients(CHAT, since)).hasValue(1);
  }

  @Test
  void aCrowdTooLargeToKeepIsForgottenRatherThanCountedWrongly() {
    counts = new ConnectionCounts(clock, 10);
    counts.connected(STRANGER, "x", clock.instant());
    for (int i = 0; i < 10; i++) {
      comes("c" + i);
    }
    halfAnHourPasses();
    assertThat(baseline()).isEmpty();
    assertThat(counts.baseline(STRANGER, clock.instant())).isPresent();
    comes("later");
    halfAnHourPasses();
    assertThat(now()).hasValue(1);
  }

  @Test
  void whatWasForgottenTakesNoRoomFromOthers() {
    counts = new ConnectionCounts(clock, 10);
    counts.connected(STRANGER, "x", clock.instant());
    for (int i = 0; i < 14; i++) {
      comes("c" + i);
    }
    halfAnHourPasses();
    assertThat(counts.baseline(STRANGER, clock.instant())).isPresent();
    assertThat(now()).hasValue(4);
  }

  @Test
  void whoLeftJustNowTakesRoomUntilItIsForgotten() {
    counts = new ConnectionCounts(clock, 10);
    for (int i = 0; i < 11; i++) {
      leaves("c" + i);
    }
    halfAnHourPasses();
    assertThat(baseline()).isEmpty();
  }

  @Test
  void whoLeftLongAgoTakesNoRoomFromWhoComesNorFromWhoLeaves() {
    counts = new ConnectionCounts(clock, 10);
    for (int i = 0; i < 6; i++) {
      leaves("c" + i);
    }
    clock.tick(Duration.ofMinutes(10));
    for (int i = 6; i < 12; i++) {
      comes("c" + i);
    }
    clock.tick(Duration.ofMinutes(10));
    for (int i = 6; i < 11; i++) {
      leaves("c" + i);
    }
    clock.tick(Duration.ofMinutes(10));
    for (int i = 12; i < 18; i++) {
      leaves("c" + i);
    }
    assertThat(baseline()).isPresent();
    assertThat(now()).hasValue(1);
  }

  @Test
  void connectionsThatCameAndWentAreNotKeptForEver() {
    counts = new ConnectionCounts(clock, 10);
    for (int i = 0; i < 100; i++) {
      comes("c" + i);
      leaves("c" + i);
      clock.tick(Duration.ofMinutes(1));
    }
    assertThat(baseline()).get().extracting(Baseline::clients).isEqualTo(1);
  }

  @Test
  void eventsOfOtherResourcesAreNotCountedAndNothingButConnectionsIsKeptBack() {
    sink().accept(new Alert.ClientsConnected(at(clock.instant()), new Scope.Foreign("x"), "a"));
    sink().accept(new Alert.ClientsConnected(at(clock.instant()), resource(STRANGER), "a"));
    Alert notice = Alerts.notice(null);
    sink().accept(notice);
    halfAnHourPasses();
    assertThat(counts.baseline(STRANGER, clock.instant())).isEmpty();
    assertThat(others).containsExactly(notice);
  }

  private void comes(String connection) {
    comes(connection, clock.instant());
  }

  private void comes(String connection, Instant at) {
    sink().accept(new Alert.ClientsConnected(at(at), resource(CHAT), connection));
  }

  private void leaves(String connection) {
    sink()
        .accept(
            new Alert.ClientsDisconnected(at(clock.instant()), resource(CHAT), connection, null));
  }

  private AlertSink sink() {
    return new ConnectionEvents(new OnlyChat(), counts, others::add);
  }

  private static Origin at(Instant instant) {
    return Alerts.origin(instant);
  }

  private static Scope resource(ResourceId id) {
    return new Scope.Resource(id);
  }

  private void halfAnHourPasses() {
    clock.tick(Duration.ofMinutes(30));
  }

  private Optional<Baseline> baseline() {
    return counts.baseline(CHAT, clock.instant());
  }

  private OptionalInt now() {
    clock.tick(Duration.ofSeconds(15));
    return counts.clients(CHAT, clock.instant().minusSeconds(15));
  }

  private static final class OnlyChat implements Fleet {
    private final ManagedResource chat = new ToyAzure().resource();

    @Override
    public List<ManagedResource> all() {
      return List.of(chat);
    }

    @Override
    public Optional<ManagedResource> find(ResourceId id) {
      return Optional.of(chat).filter(resource -> resource.id().equals(id));
    }
  }
}
