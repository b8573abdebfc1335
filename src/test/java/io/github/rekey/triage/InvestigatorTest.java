package io.github.rekey.triage;

import static io.github.rekey.rotation.DataPlane.Answer.ACCEPTED;
import static io.github.rekey.rotation.DataPlane.Answer.REJECTED;
import static io.github.rekey.rotation.DataPlane.Answer.UNCLEAR;
import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.DataPlane;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.Interrogation;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.Parallel;
import io.github.rekey.rotation.Shelf;
import io.github.rekey.rotation.Target;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Findings.Kind;
import io.github.rekey.triage.Findings.Presence;
import io.github.rekey.triage.Findings.Stored;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a look before a verdict finds, and when it says that it saw too little. */
class InvestigatorTest {
  private final ToyAzure azure = new ToyAzure();
  private final Fingerprinter fingerprints = new Fingerprinter(new byte[32]);
  private final Set<AccessKey> muffled = new HashSet<>();
  private int questions;

  private Findings look(Target... targets) {
    DataPlane plane = this::answer;
    ManagedResource toy = azure.resource();
    return new Investigator(
            azure, new Interrogation(plane), fingerprints, new Parallel(Runnable::run))
        .look(
            new ManagedResource(
                toy.id(), toy.region(), List.of(targets), toy.proofs(), toy.meter()));
  }

  private DataPlane.Answer answer(URI endpoint, AccessKey key) {
    questions++;
    return muffled.contains(key) ? UNCLEAR : azure.ask(endpoint, key);
  }

  private static Shelf keeps(String name, AccessKey key) {
    return new Shelf(name, new Holding.Key(key));
  }

  private static Stored only(Findings findings) {
    assertThat(findings.stored()).hasSize(1);
    return findings.stored().get(0);
  }

  @Test
  void bothListedKeysAreTriedAndNamedByFingerprint() {
    Findings findings = look();
    assertThat(findings.presence()).isEqualTo(Presence.PRESENT);
    assertThat(findings.keys()).isEqualTo(Map.of(PRIMARY, ACCEPTED, SECONDARY, ACCEPTED));
    assertThat(findings.fingerprints())
        .isEqualTo(
            Map.of(
                PRIMARY, fingerprints.of(azure.keys.get(PRIMARY)),
                SECONDARY, fingerprints.of(azure.keys.get(SECONDARY))));
    assertThat(findings.trouble()).isNull();
  }

  @Test
  void aPlaceThatKeepsACurrentKeyIsFoundInItsSlot() {
    AccessKey key = azure.keys.get(SECONDARY);
    assertThat(only(look(keeps("vault", key))))
        .isEqualTo(
            new Stored("vault", Kind.KEY, fingerprints.of(key), SECONDARY, ACCEPTED, null, ""));
  }

  @Test
  void aPlaceThatKeepsAnotherKeyIsFoundWithWhatTheDataPlaneSaysOfIt() {
    Stored stored = only(look(keeps("vault", new AccessKey("old-value"))));
    assertThat(stored.slot()).isNull();
    assertThat(stored.answer()).isEqualTo(REJECTED);
  }

  @Test
  void aCurrentKeyIsNotTriedAgainForEveryPlaceThatKeepsIt() {
    AccessKey key = azure.keys.get(PRIMARY);
    look(keeps("vault", key), keeps("app", key));
    assertThat(questions).isEqualTo(2 * Interrogation.TIMES);
  }

  @Test
  void placesWithoutAKeyOfTheirOwnAreFoundAsWhatTheyAre() {
    Findings findings =
        look(
            new Shelf("app", new Holding.Reference("vault")),
            new Shelf("topic", new Holding.Notified()),
            new Shelf("api", new Holding.IdentityBased()),
            new Shelf("file", new Holding.Nothing("file is empty")));
    assertThat(findings.stored())
        .containsExactly(
            new Stored("app", Kind.REFERENCE, null, null, null, "vault", ""),
            new Stored("topic", Kind.NOTIFIED, null, null, null, null, ""),
            new Stored("api", Kind.IDENTITY, null, null, null, null, ""),
            new Stored("file", Kind.NOTHING, null, null, null, null, "file is empty"));
    assertThat(findings.trouble()).isNull();
  }

  @Test
  void aPlaceOutOfReachMakesTheLookUnclearAndIsNamed() {
    Findings findings = look(new Shelf("vault", null));
    assertThat(only(findings).sentence()).isEqualTo("vault: out of reach");
    assertThat(findings.trouble())
        .isEqualTo("the data plane gave no clear answer about the key in vault");
  }

  @Test
  void aPlaceThatCouldNotBeReadForWantOfCallsMakesTheWholeLookThrottled() {
    azure.readsFail = new CallFailed(CallFailed.Kind.THROTTLED, "no calls", false, null, null);
    Findings findings = look(azure.resource().targets().get(0));
    assertThat(findings.throttled()).isTrue();
    assertThat(findings.trouble()).isEqualTo("no calls");
  }

  @Test
  void aPlaceOutOfReachDoesNotMakeTheLookThrottled() {
    assertThat(look(new Shelf("vault", null)).throttled()).isFalse();
  }

  @Test
  void aPlaceThatIsNoMoreIsAFindingAndDoesNotMakeTheLookUnclear() {
    azure.readsFail = new CallFailed(CallFailed.Kind.GONE, "no such secret", false, null, null);
    Findings findings = look(azure.resource().targets().get(0));
    assertThat(only(findings).kind()).isEqualTo(Kind.NOTHING);
    assertThat(only(findings).sentence()).isEqualTo("vault: no such secret");
    assertThat(findings.trouble()).isNull();
  }

  @Test
  void anUnclearAnswerAboutAListedKeyMakesTheLookUnclear() {
    muffled.add(azure.keys.get(SECONDARY));
    assertThat(look().trouble())
        .isEqualTo("the data plane gave no clear answer about the SECONDARY key");
  }

  @Test
  void anUnclearAnswerAboutAStoredKeyMakesTheLookUnclear() {
    AccessKey old = new AccessKey("old-value");
    muffled.add(old);
    assertThat(look(keeps("vault", old)).trouble()).endsWith("about the key in vault");
  }

  @Test
  void aResourceWithoutKeysIsNotAskedForThem() {
    azure.localAuthDisabled = true;
    assertThat(look().presence()).isEqualTo(Presence.LOCAL_AUTH_DISABLED);
    azure.gone = true;
    assertThat(look().presence()).isEqualTo(Presence.GONE);
    assertThat(azure.lists).isZero();
  }
}
