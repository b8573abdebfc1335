package io.github.rekey.triage;

import static io.github.rekey.rotation.DataPlane.Answer.ACCEPTED;
import static io.github.rekey.rotation.DataPlane.Answer.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.DataPlane;
import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.triage.Findings.Kind;
import io.github.rekey.triage.Findings.Presence;
import io.github.rekey.triage.Findings.Stored;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The world that an approval is bound to: what counts as a change of it, in words. */
class WorldTest {
  private static Stored stored(String target, Kind kind, String source) {
    return new Stored(target, kind, new Fingerprint("key-1"), null, null, source, "");
  }

  private static World world(DataPlane.Answer answer, Stored... stored) {
    return World.of(
        new Findings(
            Presence.PRESENT,
            Map.of(KeySlot.PRIMARY, answer),
            Map.of(KeySlot.PRIMARY, new Fingerprint("key-p")),
            List.of(stored),
            null));
  }

  private static List<String> changes(Stored was, Stored is) {
    return world(ACCEPTED, is).changesSince(world(ACCEPTED, was));
  }

  @Test
  void whetherAKeyIsAcceptedIsNoChange() {
    assertThat(world(REJECTED).changesSince(world(ACCEPTED))).isEmpty();
    assertThat(world(REJECTED)).isEqualTo(world(ACCEPTED));
  }

  @Test
  void itSaysWhatThereIsByFingerprint() {
    assertThat(world(ACCEPTED, stored("vault", Kind.KEY, null)).facts())
        .isEqualTo(Map.of("the resource", "present", "the primary key", "key-p", "vault", "key-1"));
  }

  @Test
  void aPlaceThatTakesItsValueFromElsewhereHasChanged() {
    assertThat(
            changes(stored("app", Kind.REFERENCE, "vault"), stored("app", Kind.REFERENCE, "other")))
        .containsExactly("app was a reference to vault and is a reference to other");
  }

  @Test
  void aPlaceThatWentOverToIdentityHasChanged() {
    assertThat(changes(stored("app", Kind.KEY, null), stored("app", Kind.IDENTITY, null)))
        .containsExactly("app was key-1 and is identity");
  }

  @Test
  void whatCameAndWhatWentIsSaid() {
    assertThat(changes(stored("app", Kind.NOTIFIED, null), stored("web", Kind.NOTHING, null)))
        .containsExactly("app is gone", "web is new");
  }
}
