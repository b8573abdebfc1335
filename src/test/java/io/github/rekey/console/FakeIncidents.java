package io.github.rekey.console;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Incidents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Incidents in memory, put there by the test; the console may only read. */
final class FakeIncidents implements Incidents {
  final List<Incident> incidents = new ArrayList<>();
  final List<Rotation> rotations = new ArrayList<>();
  final Map<String, Ending> endings = new HashMap<>();

  @Override
  public Optional<Incident> open(ResourceId resource) {
    return incidents.stream()
        .filter(incident -> incident.resource().equals(resource))
        .filter(incident -> incident.state() != Incident.State.CLOSED)
        .findFirst();
  }

  @Override
  public Optional<Incident> find(String id) {
    if (id.equals("broken")) {
      throw new IllegalStateException("the store is gone, secret detail");
    }
    return incidents.stream().filter(incident -> incident.id().equals(id)).findFirst();
  }

  @Override
  public List<Incident> recent(int limit) {
    return incidents.stream().limit(limit).toList();
  }

  @Override
  public Optional<Rotation> running(ResourceId resource) {
    return rotations.stream()
        .filter(rotation -> rotation.resource().equals(resource))
        .filter(rotation -> ending(rotation).isEmpty())
        .findFirst();
  }

  @Override
  public Optional<Rotation> rotation(String id) {
    return rotations.stream().filter(rotation -> rotation.id().value().equals(id)).findFirst();
  }

  @Override
  public List<Rotation> rotations(String incident) {
    return rotations.stream().filter(rotation -> rotation.incident().equals(incident)).toList();
  }

  @Override
  public Optional<Ending> ending(Rotation rotation) {
    return Optional.ofNullable(endings.get(rotation.id().value()));
  }

  @Override
  public int running() {
    return (int) rotations.stream().filter(rotation -> ending(rotation).isEmpty()).count();
  }

  @Override
  public List<Incident> healed(ResourceId resource, int limit) {
    throw new AssertionError("the console does not judge");
  }

  @Override
  public Incident attach(ResourceId resource, Alert alert, Instant now) {
    throw new AssertionError("the console does not attach alerts");
  }

  @Override
  public Incident save(Incident changed) {
    throw new AssertionError("the console does not save incidents");
  }

  @Override
  public boolean start(Incident changed, Rotation rotation, int mostRunning) {
    throw new AssertionError("the console does not start rotations");
  }

  @Override
  public void end(Rotation rotation, Ending ending, Instant now) {
    throw new AssertionError("the console does not end rotations");
  }

  @Override
  public int startedWithin(ResourceId resource, Duration window, Instant now) {
    throw new AssertionError("the console does not count for the caps");
  }
}
