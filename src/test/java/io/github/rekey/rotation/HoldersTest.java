package io.github.rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.Sighting.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldersTest {
  private static final AccessKey PRIMARY = new AccessKey("primary-value");
  private static final AccessKey SECONDARY = new AccessKey("secondary-value");
  private static final Fingerprinter FINGERPRINTS = new Fingerprinter(new byte[32]);

  private final List<Target> targets = new ArrayList<>();
  private final List<HolderSearch> searches = new ArrayList<>();

  private HolderReport look(Optional<KeyPair> keys) {
    ManagedResource resource =
        new ManagedResource(ToyAzure.RESOURCE, "westeurope", targets, List.of(), new ToyAzure());
    return new Holders(searches, new Parallel(Runnable::run), FINGERPRINTS)
        .look(resource, ToyAzure.ENDPOINT, keys);
  }

  private HolderReport look() {
    return look(Optional.of(new KeyPair(PRIMARY, SECONDARY)));
  }

  private Sighting only(String place) {
    return look().sightings().stream()
        .filter(each -> each.place().equals(place))
        .reduce(
            (a, b) -> {
              throw new AssertionError(place + " twice");
            })
        .orElseThrow();
  }

  private FoundPlaces search() {
    FoundPlaces search = new FoundPlaces("vaults");
    searches.add(search);
    return search;
  }

  private static Holding key(AccessKey key) {
    return new Holding.Key(key);
  }

  @Test
  void aPlaceThatIsListedIsKnownInWhateverLetterCaseAndShownOnce() {
    targets.add(new Shelf("vault:KV/signalr", key(PRIMARY)));
    search().holds("vault:kv/SignalR", key(PRIMARY));
    Sighting seen = only("vault:KV/signalr");
    assertThat(seen.known()).isTrue();
    assertThat(seen.use()).isEqualTo(Use.PRIMARY);
    assertThat(look().sightings()).hasSize(1);
    assertThat(look().strangers()).isEmpty();
  }

  @Test
  void aPlaceThatIsNotListedIsNotKnown() {
    targets.add(new Shelf("vault:kv/signalr", key(PRIMARY)));
    search().holds("vault:kv/other", key(SECONDARY));
    Sighting seen = only("vault:kv/other");
    assertThat(seen.known()).isFalse();
    assertThat(seen.use()).isEqualTo(Use.SECONDARY);
    assertThat(seen.fingerprint()).isEqualTo(FINGERPRINTS.of(SECONDARY));
    assertThat(seen.entry()).isEqualTo("- kind: vault:kv/other");
    assertThat(look().strangers()).containsExactly(seen);
  }

  @Test
  void everyPlaceOfATargetIsKnown() {
    targets.add(new Shelf("site:a", List.of("site:a", "site:b"), key(PRIMARY)));
    search().holds("site:b", key(PRIMARY)).holds("site:c", key(PRIMARY));
    assertThat(only("site:b").known()).isTrue();
    assertThat(only("site:c").known()).isFalse();
  }

  @Test
  void aKeyThatIsNoLongerListedIsDead() {
    search().holds("vault:kv/old", key(new AccessKey("old-value")));
    assertThat(only("vault:kv/old").use()).isEqualTo(Use.DEAD);
    assertThat(look().strangers()).hasSize(1);
  }

  @Test
  void whereAccessKeysAreDisabledEveryKeyIsDead() {
    search().holds("vault:kv/old", key(PRIMARY));
    assertThat(look(Optional.empty()).sightings())
        .extracting(Sighting::use)
        .containsExactly(Use.DEAD);
  }

  @Test
  void whoNeedsNoKeyIsNoStranger() {
    search()
        .holds("app:modern", new Holding.IdentityBased())
        .holds("app:empty", new Holding.Nothing("an endpoint without a key"));
    assertThat(only("app:modern").use()).isEqualTo(Use.IDENTITY);
    assertThat(only("app:empty").use()).isEqualTo(Use.NOTHING);
    assertThat(look().strangers()).isEmpty();
  }

  @Test
  void aReferenceIsFollowedToTheKey() {
    targets.add(new Shelf("vault:kv/signalr", key(SECONDARY)));
    search()
        .holds("app:web", new Holding.Reference("config:store/key"))
        .holds("config:store/key", new Holding.Reference("VAULT:kv/signalr"));
    Sighting seen = only("app:web");
    assertThat(seen.use()).isEqualTo(Use.SECONDARY);
    assertThat(seen.source()).isEqualTo("vault:kv/signalr");
    assertThat(seen.fingerprint()).isEqualTo(FINGERPRINTS.of(SECONDARY));
  }

  @Test
  void aReferenceToAPlaceThatIsNoneOfThisResourceIsLeftOut() {
    search()
        .holds("app:web", new Holding.Reference("vault:kv/somebody-elses"))
        .holds("app:loop", new Holding.Reference("app:pool"))
        .holds("app:pool", new Holding.Reference("app:loop"));
    assertThat(look().sightings()).isEmpty();
  }

  @Test
  void aListedReferenceStaysEvenIfItsSourceIsUnknown() {
    targets.add(new Shelf("app:web", new Holding.Reference("vault:kv/unlisted")));
    assertThat(only("app:web").use()).isEqualTo(Use.UNREAD);
    assertThat(only("app:web").source()).isEqualTo("vault:kv/unlisted");
  }

  @Test
  void whatFailsIsToldAndHidesNothingElse() {
    targets.add(new Shelf("vault:kv/signalr", null));
    searches.add(new FoundPlaces("apps").fails("403 on the subscription"));
    search().holds("app:script", key(PRIMARY)).cannotRead("vault kv2: no right to list");
    HolderReport report = look();
    assertThat(report.searched()).containsExactly("vaults");
    assertThat(report.unread())
        .containsExactly(
            "vault:kv/signalr: out of reach",
            "apps: 403 on the subscription",
            "vault kv2: no right to list");
    assertThat(report.sightings())
        .extracting(Sighting::place)
        .containsExactly("vault:kv/signalr", "app:script");
  }

  @Test
  void noReportShowsAKey() {
    targets.add(new Shelf("vault:kv/signalr", key(PRIMARY)));
    search().holds("app:script", key(SECONDARY));
    assertThat(look().toString()).contains("key-").doesNotContain("-value");
  }

  @Test
  void whoFollowsATargetIsInTheWayOfBothKeysAndWhoKeepsAKeyOnlyOfThatOne() {
    targets.add(new Shelf("vault:kv/signalr", key(SECONDARY)));
    search()
        .holds("app:follower", new Holding.Reference("vault:kv/signalr"))
        .holds("app:keeper", key(PRIMARY));
    assertThat(look().inTheWayOf(KeySlot.PRIMARY))
        .extracting(Sighting::place)
        .containsExactly("app:follower", "app:keeper");
    assertThat(look().inTheWayOf(KeySlot.SECONDARY))
        .extracting(Sighting::place)
        .containsExactly("app:follower");
  }
}
