package io.github.rekey.journal;

import static io.github.rekey.journal.Given.NOW;
import static io.github.rekey.journal.Given.alert;
import static io.github.rekey.journal.Given.in;
import static io.github.rekey.journal.Given.resource;
import static io.github.rekey.journal.Given.rotation;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Incident.State;
import io.github.rekey.triage.Incidents.Ending;
import io.github.rekey.triage.Line;
import io.github.rekey.triage.Line.Entered;
import io.github.rekey.triage.Line.Room;
import io.github.rekey.triage.Line.Standing;
import io.github.rekey.triage.Precedence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two stores on one database, as two replicas have. */
@ParameterizedClass
@EnumSource(Backend.class)
class LineIT {
  private static final Room NONE = room(0);
  private static final Precedence PLAIN = urgency(false, null, false, null);

  private final Database one;
  private final Database two;
  private final JdbcIncidents incidents;
  private final JdbcLine line;
  private final JdbcLine other;
  private int opened;

  LineIT(Backend backend) {
    DatabaseSettings settings = backend.create();
    one = Database.open(settings);
    two = Database.open(settings);
    incidents = new JdbcIncidents(one);
    line = new JdbcLine(one);
    other = new JdbcLine(two);
  }

  @AfterEach
  void close() {
    two.close();
    one.close();
  }

  private static Room room(int places, String... held) {
    return new Room(places, Set.of(held), true);
  }

  private static Precedence urgency(
      boolean broken, @Nullable Instant deadline, boolean canary, @Nullable String cause) {
    return new Precedence(broken, deadline, canary, cause);
  }

  private Incident opened(String name) {
    Instant now = NOW.plusMillis(++opened);
    return incidents.attach(resource(name), alert("1", resource(name)), now);
  }

  private Entered enter(JdbcLine by, Incident incident, Precedence urgency, Room room) {
    return by.enter(
        in(incident, State.WAITING),
        in(incident, State.ROTATING),
        rotation("rot-" + incident.resource().name(), incident),
        urgency,
        room,
        NOW);
  }

  private ResourceId waits(String name, Precedence urgency) {
    Entered entered = enter(line, opened(name), urgency, NONE);
    assertThat(entered.started()).isFalse();
    return resource(name);
  }

  private Incident read(ResourceId resource) {
    return incidents.open(resource).orElseThrow();
  }

  private void end(String name, Ending ending) {
    incidents.end(incidents.running(resource(name)).orElseThrow(), ending, NOW);
  }

  @Test
  void whoIsBrokenComesFirstThenTheNearestDeadlineThenCanariesThenTheRest() {
    ResourceId rest = waits("a-rest", PLAIN);
    ResourceId canary = waits("b-canary", urgency(false, null, true, "TRK"));
    ResourceId late = waits("c-late", urgency(false, NOW.plusSeconds(200), true, "TRK"));
    ResourceId soon = waits("d-soon", urgency(false, NOW.plusSeconds(100), false, "TRK"));
    ResourceId broken = waits("e-broken", urgency(true, null, false, null));

    List<ResourceId> order = new ArrayList<>();
    for (int places = 1; places <= 5; places++) {
      order.addAll(other.call(room(places), NOW));
    }
    assertThat(order).containsExactly(broken, soon, late, canary, rest);
  }

  @Test
  void overTwoStoresNeverMoreStartThanThereArePlaces() {
    List<Incident> all = IntStream.range(0, 24).mapToObj(i -> opened("r" + i)).toList();
    long started =
        IntStream.range(0, 24)
            .parallel()
            .mapToObj(i -> enter(i % 2 == 0 ? line : other, all.get(i), PLAIN, room(3)))
            .filter(Entered::started)
            .count();
    assertThat(started).isEqualTo(3);
    assertThat(incidents.running()).isEqualTo(3);
    assertThat(all.stream().filter(i -> read(i.resource()).state() == State.WAITING)).hasSize(21);
  }

  @Test
  void overTwoStoresAFreePlaceIsGivenOnce() {
    waits("a", PLAIN);
    waits("b", PLAIN);
    List<List<ResourceId>> called =
        List.of(line, other, line, other).parallelStream().map(l -> l.call(room(1), NOW)).toList();
    assertThat(called.stream().mapToInt(List::size).sum()).isOne();
  }

  @Test
  void whoWasCalledStartsAndANewcomerDoesNotOvertake() {
    ResourceId first = waits("a", PLAIN);
    assertThat(line.call(room(1), NOW)).containsExactly(first);
    assertThat(enter(other, opened("new"), PLAIN, room(1)).started()).isFalse();
    assertThat(line.spot(read(first), room(1), NOW).standing()).isEqualTo(Standing.CALLED);
    assertThat(enter(other, read(first), PLAIN, room(1)).started()).isTrue();
    assertThat(read(first).state()).isEqualTo(State.ROTATING);
  }

  @Test
  void aPlaceIsKeptForAWhileOnlyAndThenGivenToTheNext() {
    ResourceId first = waits("a", PLAIN);
    ResourceId second = waits("b", PLAIN);
    assertThat(line.call(room(1), NOW)).containsExactly(first);
    assertThat(line.call(room(1), NOW.plus(Line.KEPT))).isEmpty();
    Instant late = NOW.plus(Line.KEPT).plusSeconds(1);
    assertThat(line.call(room(1), late)).containsExactly(second);
    assertThat(line.spot(read(first), room(1), late).standing()).isEqualTo(Standing.IN_LINE);
    assertThat(line.call(room(2), late)).containsExactly(first);
  }

  @Test
  void whoWaitsForItsTurnIsNotUnfinishedUntilItIsCalled() {
    ResourceId first = waits("a", PLAIN);
    assertThat(incidents.unfinished(Instant.EPOCH)).isEmpty();
    line.call(room(1), NOW);
    assertThat(incidents.unfinished(Instant.EPOCH)).containsExactly(first);
  }

  @Test
  void whoWaitsForATimeIsNotCalledAndNotForgotten() {
    Incident incident = opened("a");
    line.await(in(incident, State.WAITING), PLAIN, NOW.plusSeconds(60));
    assertThat(line.call(room(9), NOW)).isEmpty();
    assertThat(incidents.unfinished(Instant.EPOCH)).containsExactly(resource("a"));
    Line.Spot spot = other.spot(read(resource("a")), room(9), NOW);
    assertThat(spot).isEqualTo(new Line.Spot(Standing.UNTIL, NOW.plusSeconds(60)));
  }

  @Test
  void whoIsSavedOtherwiseHasLeftTheLine() {
    ResourceId first = waits("a", PLAIN);
    ResourceId second = waits("b", PLAIN);
    assertThat(line.call(room(1), NOW)).containsExactly(first);
    incidents.save(in(read(first), State.ASKING));
    assertThat(line.call(room(1), NOW)).containsExactly(second);
  }

  @Test
  void theOthersOfACauseAreHeldAndItsCanariesAndOutagesAreNot() {
    waits("a", urgency(false, null, false, "TRK"));
    ResourceId unrelated = waits("b", urgency(false, null, false, "OTHER"));
    ResourceId canary = waits("c", urgency(false, null, true, "TRK"));
    ResourceId broken = waits("d", urgency(true, null, false, "TRK"));
    assertThat(line.call(room(9, "TRK"), NOW)).containsExactly(broken, canary, unrelated);
    assertThat(line.call(room(9), NOW)).containsExactly(resource("a"));
  }

  @Test
  void aFailedRotationStopsTheOthersOfItsCauseUntilItsIncidentIsClosed() {
    Precedence wave = urgency(false, null, false, "TRK");
    assertThat(enter(line, opened("failing"), wave, room(1)).started()).isTrue();
    Incident waiting = opened("waiting");
    assertThat(enter(line, waiting, wave, room(1)).started()).isFalse();
    ResourceId broken = waits("broken", urgency(true, null, false, "TRK"));
    end("failing", Ending.FAILED);

    assertThat(other.call(room(9), NOW)).containsExactly(waiting.resource(), broken);
    assertThat(enter(other, opened("new"), wave, room(9)).standing()).isEqualTo(Standing.STOPPED);
    Incident stopped = read(waiting.resource());
    assertThat(line.spot(stopped, room(9), NOW).standing()).isEqualTo(Standing.STOPPED);
    line.stop(in(stopped, State.ASKING));
    assertThat(other.call(room(9), NOW)).isEmpty();

    incidents.save(in(read(resource("failing")), State.CLOSED));
    assertThat(other.call(room(9), NOW)).containsExactly(waiting.resource());
  }

  @Test
  void withoutWavesAFailedRotationStopsNobody() {
    Precedence wave = urgency(false, null, false, "TRK");
    Room alone = new Room(1, Set.of(), false);
    enter(line, opened("failing"), wave, alone);
    enter(line, opened("waiting"), wave, alone);
    end("failing", Ending.FAILED);
    assertThat(line.call(alone, NOW)).containsExactly(resource("waiting"));
    assertThat(enter(line, read(resource("waiting")), wave, alone).started()).isTrue();
  }
}
