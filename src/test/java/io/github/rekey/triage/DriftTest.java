package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.triage.Survey.Held;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DriftTest {
  private static final OwnChanges MADE_NEW =
      new OwnChanges(true, Set.of(new Fingerprint("new")), Set.of());
  private static final OwnChanges LOST_TRACK_OF_P =
      new OwnChanges(true, Set.of(), Set.of(new Fingerprint("p")));

  /**
   * @param words that the drift must say; empty where there is none
   */
  record Case(String story, Survey now, Optional<LastSeen> before, OwnChanges own, String words) {
    @Override
    public String toString() {
      return story;
    }
  }

  static Stream<Case> table() {
    return Stream.of(
        new Case("first look, all well", now("p", "s", "p"), never(), OwnChanges.NONE, ""),
        new Case("unchanged world", now("p", "s", "p"), seen("p", "s"), OwnChanges.NONE, ""),
        new Case(
            "target on the other key", now("p", "s", "s"), seen("p", "s"), OwnChanges.NONE, ""),
        new Case(
            "first look, dead key", now("p", "s", "x"), never(), OwnChanges.NONE, "vault holds x"),
        new Case(
            "key replaced under it",
            now("new", "s", "p"),
            seen("p", "s"),
            OwnChanges.NONE,
            "vault holds p"),
        new Case(
            "unused key replaced",
            now("p", "new", "p"),
            seen("p", "s"),
            OwnChanges.NONE,
            "the secondary key was s and is new, replaced by nobody known"),
        new Case("own rotation made it", now("new", "s", "s"), seen("p", "s"), MADE_NEW, ""),
        new Case(
            "own rotation lost track", now("y", "s", "s"), seen("p", "s"), LOST_TRACK_OF_P, ""),
        new Case(
            "replaced after own rotation",
            now("z", "s", "s"),
            seen("p", "s"),
            MADE_NEW,
            "the primary key was p and is z"),
        new Case(
            "own rotation, dead key left",
            now("new", "s", "p"),
            seen("p", "s"),
            MADE_NEW,
            "vault holds p"),
        new Case("no target keeps a key", now("p", "s"), seen("p", "s"), OwnChanges.NONE, ""));
  }

  @ParameterizedTest
  @MethodSource("table")
  void isFoundWhereNobodyKnownExplainsTheKeys(Case example) {
    Optional<Drift> drift = Drift.between(example.now(), example.before(), example.own());
    if (example.words().isEmpty()) {
      assertThat(drift).isEmpty();
    } else {
      assertThat(drift.orElseThrow().sentence()).contains(example.words());
    }
  }

  @Test
  void theSameFindingHasTheSameIdWhetherOrNotTheChangeWasSeenBefore() {
    Survey found = now("new", "s", "p");
    assertThat(id(found, seen("p", "s"))).isEqualTo(id(found, seen("new", "s")));
  }

  @Test
  void anotherFindingHasAnotherId() {
    assertThat(id(now("new", "s", "p"), never())).isNotEqualTo(id(now("new", "s", "x"), never()));
    assertThat(id(now("new", "s", "p"), never())).isNotEqualTo(id(now("yet", "s", "p"), never()));
  }

  private static String id(Survey now, Optional<LastSeen> before) {
    return Drift.between(now, before, OwnChanges.NONE).orElseThrow().id();
  }

  private static Survey now(String primary, String secondary, String... held) {
    return new Survey(
        keys(primary, secondary),
        Stream.of(held).map(key -> new Held("vault", new Fingerprint(key))).toList(),
        List.of());
  }

  private static Optional<LastSeen> seen(String primary, String secondary) {
    Instant noon = Alerts.NOON;
    return Optional.of(new LastSeen(keys(primary, secondary), noon, noon));
  }

  private static Optional<LastSeen> never() {
    return Optional.empty();
  }

  private static Map<KeySlot, Fingerprint> keys(String primary, String secondary) {
    return Map.of(
        KeySlot.PRIMARY, new Fingerprint(primary), KeySlot.SECONDARY, new Fingerprint(secondary));
  }
}
