package io.github.rekey;

import io.github.rekey.azure.CorrelationIds;
import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Interrogation;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries everything that a rotation would need, and changes nothing: reads, lists, asks, and lets
 * canary clients connect. Each trial is bounded in time; independent ones run side by side.
 */
public final class Preflight {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Configuration configuration;
  private final SideBySide sideBySide;
  private final Clock clock = Clock.systemUTC();
  private final AzureSide azure;
  private final ConfiguredFleet fleet;

  private Preflight(Configuration configuration, SideBySide sideBySide) {
    this.configuration = configuration;
    this.sideBySide = sideBySide;
    byte[] secret = FingerprintSecret.passing();
    this.azure =
        new AzureSide(
            configuration.azure(), new CorrelationIds(secret), new SimpleMeterRegistry(), clock);
    this.fleet =
        new ConfiguredFleet(configuration, azure, new Fingerprinter(secret), azure.meter(), clock);
  }

  /** All findings: the installation's first, then the rights', then each resource's. */
  public static List<Finding> of(Configuration configuration) {
    try (SideBySide sideBySide = new SideBySide(LONGEST)) {
      return new Preflight(configuration, sideBySide).look();
    }
  }

  private List<Finding> look() {
    List<Finding> findings =
        new ArrayList<>(sideBySide.run(new InstallationTrials(configuration, azure).all()));
    if (findings.stream().anyMatch(f -> f.what().equals(InstallationTrials.IDENTITY) && !f.ok())) {
      findings.add(
          Finding.fail(
              "Azure", "nothing was tried there: there is no token", "mend the identity first"));
      return findings;
    }
    List<ResourceLook> looks =
        configuration.resources().stream()
            .map(managed -> fleet.find(managed.id()).orElseThrow())
            .map(resource -> new ResourceLook(resource, azure.keys()))
            .toList();
    findings.addAll(sideBySide.run(looks.stream().map(ResourceLook::trial).toList()));
    findings.addAll(sideBySide.run(trials(looks)));
    return findings;
  }

  private List<Trial> trials(List<ResourceLook> looks) {
    List<Trial> trials = new ArrayList<>();
    if (looks.isEmpty() && configuration.discover() == null) {
      trials.add(Trial.of("resources", Preflight::none));
    }
    Configuration.Discover discover = configuration.discover();
    if (discover != null) {
      trials.add(new Trial("discovery", () -> discovered(discover)));
    }
    trials.addAll(new PolicyTrials(configuration, fleet, azure.keys()).all());
    trials.addAll(new RightsTrials(azure.permissions()).all(configuration));
    Interrogation dataPlane = new Interrogation(azure.dataPlane());
    for (ResourceLook look : looks) {
      if (!look.gone()) {
        trials.addAll(new TargetTrials(look).all());
        trials.addAll(new ConsumerTrials(look, dataPlane, sights(look.resource()), clock).all());
      }
    }
    return trials;
  }

  private static Finding none() {
    return Finding.fail("resources", "none is listed", "list the resources to look after");
  }

  private List<NegotiateSight> sights(ManagedResource resource) {
    return configuration.resources().stream()
        .filter(managed -> managed.id().equals(resource.id()))
        .findFirst()
        .map(fleet::sights)
        .orElseThrow();
  }

  private List<Finding> discovered(Configuration.Discover what) {
    List<ResourceId> found = azure.keys().discover(what.subscription(), what.tags());
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("discovery", found.size() + " resources carry the tags"));
    for (ResourceId id : found) {
      if (fleet.find(id).isEmpty()) {
        findings.add(
            Finding.fail(
                "discovery, " + id.name(),
                id + " is not listed: a rotation would ask an operator",
                "list it with its targets and apps, or take the tags off"));
      }
    }
    return findings;
  }
}
