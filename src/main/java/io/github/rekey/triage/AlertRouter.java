package io.github.rekey.triage;

import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes each alert to the resources that it is about: opens or joins their incidents and wakes
 * them. Rekey's own calls, and what merely reports a change, open nothing.
 */
public final class AlertRouter implements AlertSink {
  private final Fleet fleet;
  private final Incidents incidents;
  private final Wakeups wakeups;
  private final Announcer announcer;
  private final OwnCalls own;
  private final ExpectedFailures expected;
  private final Clock clock;

  public AlertRouter(
      Fleet fleet,
      Incidents incidents,
      Wakeups wakeups,
      Announcer announcer,
      OwnCalls own,
      ExpectedFailures expected,
      Clock clock) {
    this.fleet = fleet;
    this.incidents = incidents;
    this.wakeups = wakeups;
    this.announcer = announcer;
    this.own = own;
    this.expected = expected;
    this.clock = clock;
  }

  @Override
  public void accept(Alert alert) {
    if (own(alert)) {
      announcer.uncounted(alert, Reason.OWN_ACTION, null, null, "Rekey's own call");
      return;
    }
    List<ResourceId> concerned = concerned(alert.scope());
    if (concerned.isEmpty()) {
      announcer.alert(alert, null, null, " (about nothing that Rekey looks after)");
    }
    for (ResourceId resource : concerned) {
      attach(alert, resource);
    }
  }

  private boolean own(Alert alert) {
    if (alert instanceof Alert.KeyRegenerated regenerated) {
      return own.made(regenerated.caller());
    }
    return alert instanceof Alert.ResourceChanged changed && own.made(changed.caller());
  }

  private void attach(Alert alert, ResourceId resource) {
    if (!worthAnIncident(alert)) {
      announcer.alert(alert, resource, null, " (for information)");
      return;
    }
    Incident incident = incidents.attach(resource, alert, clock.instant());
    announce(alert, incident);
    if (Urgencies.hurts(alert)) {
      wakeups.hurry(resource);
    } else {
      wakeups.wake(resource);
    }
  }

  /** It joins the incident in any case; what it counts for is judged when the rotation ends. */
  private void announce(Alert alert, Incident incident) {
    ResourceId resource = incident.resource();
    Optional<Prediction> running =
        alert instanceof Alert.AuthFailure ? expected.running(resource) : Optional.empty();
    Optional<String> cause = running.flatMap(p -> p.explains(alert.origin().occurredAt()));
    if (cause.isPresent()) {
      announcer.uncounted(
          alert, Reason.EXPECTED_DURING_ROTATION, resource, incident.id(), cause.get());
    } else {
      String unexplained =
          running.map(p -> " (%s does not explain it)".formatted(p.rotation())).orElse("");
      announcer.alert(alert, resource, incident.id(), unexplained);
    }
  }

  /** What only reports a change, or asks for nothing about keys, is no reason to look. */
  private static boolean worthAnIncident(Alert alert) {
    if (alert instanceof Alert.HealthAdvisory advisory) {
      return advisory.mentionsKeys();
    }
    return !(alert instanceof Alert.ClientsConnected
        || alert instanceof Alert.ClientsDisconnected
        || alert instanceof Alert.SecretChanged
        || alert instanceof Alert.ResourceChanged);
  }

  private List<ResourceId> concerned(Scope scope) {
    if (scope instanceof Scope.Resource one) {
      return fleet.find(one.id()).map(ManagedResource::id).stream().toList();
    }
    return fleet.all().stream()
        .filter(resource -> within(resource, scope))
        .map(ManagedResource::id)
        .toList();
  }

  private static boolean within(ManagedResource resource, Scope scope) {
    if (scope instanceof Scope.Area area) {
      String region = area.region();
      return resource.id().subscription().equalsIgnoreCase(area.subscription())
          && (region == null || plain(region).equals(plain(resource.region())));
    }
    return scope instanceof Scope.Secret secret && holds(resource, secret);
  }

  private static boolean holds(ManagedResource resource, Scope.Secret secret) {
    String name = "key-vault-secret:" + secret.vault() + "/" + secret.name();
    return resource.targets().stream().anyMatch(target -> target.name().equalsIgnoreCase(name));
  }

  /** Azure writes one region as "West Europe" and as "westeurope". */
  private static String plain(String region) {
    return region.toLowerCase(Locale.ROOT).replace(" ", "");
  }
}
