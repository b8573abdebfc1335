package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.triage.Findings.Kind;
import io.github.rekey.triage.Findings.Stored;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GenerationsTest {
  private static Stored keeps(String name) {
    return stored(name, Kind.KEY, null);
  }

  private static Stored takes(String name, String from) {
    return stored(name, Kind.REFERENCE, from);
  }

  private static Stored told(String name) {
    return stored(name, Kind.NOTIFIED, null);
  }

  private static Stored stored(String name, Kind kind, @Nullable String source) {
    return new Stored(name, kind, null, null, null, source, "");
  }

  @Test
  void placesThatKeepTheKeyThemselvesAreOneGeneration() {
    assertThat(Generations.of(List.of(keeps("vault"), keeps("file"))))
        .containsExactly(List.of("vault", "file"));
  }

  @Test
  void aPlaceComesAfterTheOneThatItTakesItsValueFrom() {
    List<Stored> stored =
        List.of(takes("app", "configuration"), takes("configuration", "VAULT"), keeps("vault"));
    assertThat(Generations.flaw(stored)).isEmpty();
    assertThat(Generations.of(stored))
        .containsExactly(List.of("vault"), List.of("configuration"), List.of("app"));
  }

  @Test
  void whoIsOnlyToldComesLast() {
    List<Stored> stored = List.of(told("topic"), keeps("vault"), takes("app", "vault"));
    assertThat(Generations.of(stored))
        .containsExactly(List.of("vault"), List.of("app"), List.of("topic"));
  }

  @Test
  void placesThatTakeTheirValuesFromEachOtherAreAFlaw() {
    assertThat(Generations.flaw(List.of(keeps("vault"), takes("a", "b"), takes("b", "a"))))
        .hasValue("a takes its value from itself, by way of others");
  }

  @Test
  void aSourceThatIsNoTargetIsAFlaw() {
    assertThat(Generations.flaw(List.of(keeps("vault"), takes("app", "other"))))
        .hasValue("app takes its value from other, which is no target of this resource");
  }
}
