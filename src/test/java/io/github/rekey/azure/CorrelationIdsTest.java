package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationIdsTest {
  private final CorrelationIds ids = new CorrelationIds("a secret of ours".getBytes());

  @Test
  void anInstallationKnowsItsOwnInAnyLetterCase() {
    String id = ids.next();
    assertThat(ids.made(id)).isTrue();
    assertThat(ids.made(id.toUpperCase(Locale.ROOT))).isTrue();
  }

  @Test
  void anotherReplicaWithTheSameSecretKnowsThemToo() {
    assertThat(new CorrelationIds("a secret of ours".getBytes()).made(ids.next())).isTrue();
  }

  @Test
  void anotherInstallationsAreNotOurs() {
    assertThat(new CorrelationIds("another's secret".getBytes()).made(ids.next())).isFalse();
  }

  @Test
  void somebodyElsesAreNotOurs() {
    for (int i = 0; i < 1000; i++) {
      assertThat(ids.made(UUID.randomUUID().toString())).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "correlation", "00000000-0000-0000-0000-000000000000", "a-b-c-d-e"})
  void whatIsNoSuchIdIsNotOurs(String id) {
    assertThat(ids.made(id)).isFalse();
  }

  @Test
  void eachIsAUuidOfItsOwnThatLooksRandom() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      UUID id = UUID.fromString(ids.next());
      assertThat(id.version()).isEqualTo(4);
      assertThat(id.variant()).isEqualTo(2);
      made.add(id.toString());
    }
    assertThat(made).hasSize(1000);
  }
}
