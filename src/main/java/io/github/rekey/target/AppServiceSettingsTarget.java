package io.github.rekey.target;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import io.github.rekey.rotation.WaveGate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Application settings, or connection strings, of one or more App Service sites. Writing them
 * restarts the site (Azure docs, App Service settings), and an app loads a key only when it starts,
 * so sites are changed wave by wave: the next one only when all instances of the former sign with
 * the new key. A reference is not written but refreshed, and the site restarted; one that names a
 * version is rewritten without it.
 */
public final class AppServiceSettingsTarget implements Target {
  /** The environment form of the setting that Azure's SDK for ASP.NET Core reads. */
  public static final String DEFAULT_SETTING = "Azure__SignalR__ConnectionString";

  private final String name;
  private final List<SiteDelivery> sites;
  private final Activation activation;
  private final WaveGate gate;
  private final Clock clock;

  /**
   * @param sites at least one; the first one's name and values name the target
   */
  public AppServiceSettingsTarget(
      List<SiteDelivery> sites, Activation activation, WaveGate gate, Clock clock) {
    if (sites.isEmpty()) {
      throw new IllegalArgumentException("a target names at least one site");
    }
    this.name = sites.get(0).names().targetName(sites.get(0).id());
    this.sites = List.copyOf(sites);
    this.activation = activation;
    this.gate = gate;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> places() {
    return sites.stream().flatMap(site -> site.names().places(site.id()).stream()).toList();
  }

  /** All values of all sites must hold the same: one key, or one reference. */
  @Override
  public Holding read() {
    Map<String, Holding> held = new LinkedHashMap<>();
    sites.forEach(site -> held.putAll(site.read()));
    Optional<Holding> nothing =
        held.values().stream().filter(Holding.Nothing.class::isInstance).findFirst();
    List<Holding> different = held.values().stream().distinct().toList();
    return nothing.orElseGet(
        () -> different.size() == 1 ? different.get(0) : new Holding.Nothing(mixed(held)));
  }

  private String mixed(Map<String, Holding> held) {
    List<Holding> different = held.values().stream().distinct().toList();
    String each =
        held.entrySet().stream()
            .map(one -> one.getKey() + " " + words(one.getValue(), different))
            .collect(Collectors.joining("; ", " (", ")"));
    return name + " holds different things, where all must be one key or one reference" + each;
  }

  private static String words(Holding holding, List<Holding> different) {
    if (holding instanceof Holding.Reference reference) {
      return "refers to " + reference.to();
    }
    return holding instanceof Holding.Key
        ? "holds key " + (1 + different.indexOf(holding))
        : "is identity-based";
  }

  @Override
  public StepOutcome deliver(NewKey key, Map<String, String> earlier, Fence fence) {
    DeliveryNotes notes = new DeliveryNotes(name, earlier);
    Waves waves = new Waves(gate, notes, sites.size(), activation.wave());
    Instant now = clock.instant();
    int from = 0;
    List<String> waiting = new ArrayList<>();
    while (waiting.isEmpty() && from < sites.size()) {
      for (SiteDelivery site : sites.subList(from, waves.reached())) {
        site.advance(key, notes, fence, activation, now).ifPresent(waiting::add);
      }
      from = waves.reached();
      if (waiting.isEmpty() && from < sites.size()) {
        waves.next(key.resource(), now).ifPresent(waiting::add);
      }
    }
    return waiting.isEmpty()
        ? new StepOutcome.Done(evidence(notes), notes.all())
        : new StepOutcome.NotYet(String.join("; ", waiting), activation.lookAgain(), notes.all());
  }

  /** A setting keeps no older values. */
  @Override
  public void retire(NewKey current, Fence fence) {}

  @Override
  public List<String> remarks() {
    return new SwapLook(sites).warnings();
  }

  private String evidence(DeliveryNotes notes) {
    return sites.stream().map(site -> evidence(site, notes)).collect(Collectors.joining("; "));
  }

  private static String evidence(SiteDelivery site, DeliveryNotes notes) {
    String outcome = notes.remark(site.id().toString()).orElse("has loaded the new key");
    return "%s %s (%s)".formatted(site.id(), outcome, SwapLook.stickiness(site));
  }
}
