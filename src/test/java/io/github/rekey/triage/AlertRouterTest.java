package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ToyAzure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which resources an alert is taken to, and what is only told. */
class AlertRouterTest {
  private static final ResourceId CHAT = ToyAzure.RESOURCE;
  private static final ResourceId FAR =
      new ResourceId(
          "/subscriptions/other/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/far");
  private final TickingClock clock = new TickingClock(Alerts.NOON);
  private final ToyAzure azure = new ToyAzure();
  private final PaperIncidents incidents = new PaperIncidents();
  private final List<ResourceId> woken = new ArrayList<>();
  private final List<ResourceId> hurried = new ArrayList<>();
  private final List<Feed.Happening> feed = new ArrayList<>();
  private final AlertRouter router =
      new AlertRouter(
          new TwoResources(),
          incidents,
          new Notes(),
          new Announcer(feed::add, clock),
          new OwnIdentity("rekey", "rekey-app")::made,
          new ExpectedFailures(incidents, new PaperJournals(), Duration.ofMinutes(7)),
          clock);

  /** Who was woken, and who before all others. */
  private final class Notes implements Wakeups {
    @Override
    public void wake(ResourceId resource) {
      woken.add(resource);
    }

    @Override
    public void hurry(ResourceId resource) {
      hurried.add(resource);
    }
  }

  /** One in West Europe of subscription "s", the other in East US of subscription "other". */
  private final class TwoResources implements Fleet {
    @Override
    public List<ManagedResource> all() {
      ManagedResource chat = azure.resource();
      return List.of(
          chat, new ManagedResource(FAR, "East US", List.of(), chat.proofs(), chat.meter()));
    }

    @Override
    public Optional<ManagedResource> find(ResourceId id) {
      return all().stream().filter(resource -> resource.id().equals(id)).findFirst();
    }
  }

  private void notice(Scope scope) {
    router.accept(
        new Alert.MandatoryNotice(
            Alerts.origin(Alerts.NOON), scope, "TRK-1", "regenerate keys", null, null));
  }

  private Feed.Happening told() {
    assertThat(feed).hasSize(1);
    return feed.get(0);
  }

  @Test
  void aNoticeOpensAnIncidentWakesTheResourceAndIsTold() {
    notice(Alerts.resource());
    Incident opened = incidents.open(CHAT).orElseThrow();
    assertThat(woken).containsExactly(CHAT);
    assertThat(told().kind()).isEqualTo("alert");
    assertThat(told().incident()).isEqualTo(opened.id());
    assertThat(told().sentence()).isEqualTo("mandatory notice: regenerate keys");
  }

  @Test
  void aNoticeForARegionConcernsItsResourcesHoweverTheRegionIsWritten() {
    notice(new Scope.Area("S", "West Europe"));
    notice(new Scope.Area("other", "eastus"));
    assertThat(woken).containsExactly(CHAT, FAR);
  }

  @Test
  void aNoticeForAllRegionsConcernsTheWholeSubscriptionAndNoOther() {
    notice(new Scope.Area("s", null));
    assertThat(woken).containsExactly(CHAT);
    assertThat(incidents.open(FAR)).isEmpty();
  }

  @Test
  void aNoticeForTheSameRegionOfAnotherSubscriptionConcernsNobody() {
    notice(new Scope.Area("other", "West Europe"));
    assertThat(woken).isEmpty();
    assertThat(told().sentence()).endsWith("(about nothing that Rekey looks after)");
  }

  @Test
  void aResourceThatIsNotLookedAfterGetsNoIncident() {
    notice(new Scope.Resource(new ResourceId(CHAT.value().replace("/chat", "/unknown"))));
    notice(new Scope.Foreign("a storage account"));
    assertThat(incidents.recent(10)).isEmpty();
    assertThat(woken).isEmpty();
  }

  @Test
  void whoseClientsAreRefusedIsWokenBeforeOthers() {
    router.accept(Alerts.authFailure(Alerts.NOON));
    assertThat(hurried).containsExactly(CHAT);
    assertThat(woken).isEmpty();
  }

  @Test
  void aNoticeHurriesNobody() {
    notice(Alerts.resource());
    assertThat(hurried).isEmpty();
  }

  @Test
  void whatARotationDoesNotExplainIsToldWithoutMentionOfOne() {
    router.accept(Alerts.authFailure(Alerts.NOON));
    assertThat(told().sentence()).isEqualTo("authentication failures: Unauthorized closes above 5");
  }

  @Test
  void aSecretConcernsWhoeverKeepsItsKeyThere() {
    azure.stored.put("key-vault-secret:KV/Conn", azure.keys.get(KeySlot.PRIMARY));
    expires("kv", "conn");
    assertThat(woken).containsExactly(CHAT);
  }

  @Test
  void aSecretOfAnotherNameConcernsNobody() {
    azure.stored.put("key-vault-secret:KV/Conn", azure.keys.get(KeySlot.PRIMARY));
    expires("kv", "conn2");
    expires("kv2", "conn");
    assertThat(woken).isEmpty();
  }

  private void expires(String vault, String name) {
    router.accept(
        new Alert.SecretExpiring(
            Alerts.origin(Alerts.NOON), new Scope.Secret(vault, name), false, null));
  }

  @Test
  void whatOnlyReportsAChangeIsToldAndOpensNothing() {
    router.accept(new Alert.SecretChanged(Alerts.origin(Alerts.NOON), Alerts.resource(), "v2"));
    router.accept(changed("bob", null));
    router.accept(new Alert.ClientsConnected(Alerts.origin(Alerts.NOON), Alerts.resource(), "c-1"));
    router.accept(
        new Alert.ClientsDisconnected(Alerts.origin(Alerts.NOON), Alerts.resource(), "c", null));
    assertThat(incidents.recent(10)).isEmpty();
    assertThat(woken).isEmpty();
    assertThat(feed).hasSize(4).allMatch(h -> h.sentence().endsWith(" (for information)"));
    assertThat(feed).allMatch(h -> CHAT.value().equals(h.resource()));
  }

  @Test
  void anAdvisoryOpensAnIncidentOnlyIfItMentionsKeys() {
    router.accept(advisory(false));
    assertThat(incidents.recent(10)).isEmpty();
    router.accept(advisory(true));
    assertThat(woken).containsExactly(CHAT);
  }

  private static Alert advisory(boolean keys) {
    return new Alert.HealthAdvisory(
        Alerts.origin(Alerts.NOON), Alerts.resource(), "maintenance", keys);
  }

  private static Alert changed(@Nullable String principal, @Nullable String application) {
    return new Alert.ResourceChanged(
        Alerts.origin(Alerts.NOON),
        Alerts.resource(),
        "write",
        new Caller(principal, application, null));
  }

  @Test
  void whatRekeyItselfChangedDoesNotCountAndSaysSo() {
    router.accept(changed("REKEY", null));
    assertThat(told().reason()).isEqualTo("OWN_ACTION");
    assertThat(told().sentence())
        .isEqualTo("resource changed: write (does not count: Rekey's own call)");
  }

  @Test
  void rekeyIsKnownByItsApplicationToo() {
    router.accept(changed("somebody", "Rekey-App"));
    assertThat(told().reason()).isEqualTo("OWN_ACTION");
  }

  @Test
  void whoeverIsNotNamedIsNotTakenForRekey() {
    router.accept(
        new Alert.KeyRegenerated(
            Alerts.origin(Alerts.NOON), Alerts.resource(), new Caller(null, null, null)));
    assertThat(woken).containsExactly(CHAT);
    assertThat(new OwnIdentity(null, null).made(new Caller("bob", "app", null))).isFalse();
  }
}
