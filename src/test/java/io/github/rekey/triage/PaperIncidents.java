package io.github.rekey.triage;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.JournalMismatch;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Incidents in memory, with the versions and uniqueness of the real store. */
public final class PaperIncidents implements Incidents {
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private final List<Rotation> rotations = new ArrayList<>();
  private final Map<String, Ending> endings = new LinkedHashMap<>();
  private final Set<List<String>> attached = new HashSet<>();
  private boolean unreadable;

  @Override
  public Optional<Incident> open(ResourceId resource) {
    return incidents.values().stream()
        .filter(i -> i.resource().equals(resource) && i.state() != Incident.State.CLOSED)
        .findFirst();
  }

  @Override
  public Optional<Incident> find(String id) {
    return Optional.ofNullable(incidents.get(id));
  }

  @Override
  public List<Incident> recent(int limit) {
    return incidents.values().stream()
        .sorted(Comparator.comparing(Incident::openedAt).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<Incident> healed(ResourceId resource, int limit) {
    return recent(Integer.MAX_VALUE).stream()
        .filter(i -> i.resource().equals(resource) && i.state() == Incident.State.CLOSED)
        .filter(i -> rotations(i.id()).stream().anyMatch(this::endedWell))
        .limit(limit)
        .toList();
  }

  private boolean endedWell(Rotation rotation) {
    return endings.get(rotation.id().value()) == Ending.DONE;
  }

  @Override
  public Incident attach(ResourceId resource, Alert alert, Instant now) {
    Incident old =
        open(resource)
            .orElse(
                new Incident(
                    "inc-" + (incidents.size() + 1),
                    resource,
                    now,
                    Incident.State.OPEN,
                    List.of(),
                    0,
                    0,
                    null,
                    null,
                    null,
                    0));
    Origin origin = alert.origin();
    if (!attached.add(List.of(old.id(), origin.source(), origin.eventId()))) {
      return old;
    }
    List<Alert> alerts = Keeping.of(old.alerts(), alert).applied(old.alerts(), alert);
    Incident grown =
        new Incident(
            old.id(),
            resource,
            old.openedAt(),
            old.state(),
            alerts,
            old.alertCount() + 1,
            old.alertsSeen(),
            old.verdict(),
            old.question(),
            null,
            old.version() + 1);
    incidents.put(grown.id(), grown);
    return grown;
  }

  @Override
  public Incident save(Incident changed) {
    Incident now = incidents.get(changed.id());
    if (now.version() != changed.version()) {
      throw new Fence.Superseded("incident changed");
    }
    Incident saved =
        new Incident(
            changed.id(),
            changed.resource(),
            changed.openedAt(),
            changed.state(),
            changed.alerts(),
            changed.alertCount(),
            changed.alertsSeen(),
            changed.verdict(),
            changed.question(),
            changed.closedAt(),
            changed.version() + 1);
    incidents.put(saved.id(), saved);
    return saved;
  }

  @Override
  public boolean start(Incident changed, Rotation rotation, int mostRunning) {
    if (running() >= mostRunning) {
      return false;
    }
    save(changed);
    rotations.add(rotation);
    return true;
  }

  /** As if the plans were of a version that this one does not know. */
  void unreadable(boolean now) {
    unreadable = now;
  }

  @Override
  public Optional<Rotation> running(ResourceId resource) {
    if (unreadable) {
      throw new JournalMismatch("the plan does not fit this version of Rekey");
    }
    return rotations.stream()
        .filter(r -> r.resource().equals(resource) && !endings.containsKey(r.id().value()))
        .findFirst();
  }

  @Override
  public Optional<Rotation> rotation(String id) {
    return rotations.stream().filter(r -> r.id().value().equals(id)).findFirst();
  }

  @Override
  public List<Rotation> rotations(String incident) {
    return rotations.stream().filter(r -> r.incident().equals(incident)).toList();
  }

  @Override
  public void end(Rotation rotation, Ending ending, Instant now) {
    endings.put(rotation.id().value(), ending);
  }

  @Override
  public Optional<Ending> ending(Rotation rotation) {
    return Optional.ofNullable(endings.get(rotation.id().value()));
  }

  @Override
  public int startedWithin(ResourceId resource, Duration window, Instant now) {
    return (int)
        rotations.stream()
            .filter(r -> r.resource().equals(resource))
            .filter(r -> r.createdAt().isAfter(now.minus(window)))
            .count();
  }

  @Override
  public int running() {
    return rotations.size() - endings.size();
  }

  public List<Rotation> all() {
    return List.copyOf(rotations);
  }
}
