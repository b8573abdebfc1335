package io.github.rekey.target;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A secret of a container app that holds the connection string or the bare key, or refers to one in
 * Key Vault. Puts the key into it, or has the reference fetched anew, and then restarts the active
 * revisions one after another: a changed secret does not affect running ones (Azure docs, Container
 * Apps: manage secrets). A reference to one version, which never changes, loses the version.
 */
public final class ContainerAppTarget implements Target {
  private final String name;
  private final ContainerApp app;
  private final SecretUpdate secret;
  private final RevisionRestarts revisions;
  private final Activation activation;
  private final Clock clock;

  /**
   * @param secret the secret's name in the app
   */
  public ContainerAppTarget(
      ContainerApp app,
      String secret,
      RevisionRestarts revisions,
      Activation activation,
      Clock clock) {
    this.name = targetName(app.id(), secret);
    this.app = app;
    this.secret = new SecretUpdate(app, secret);
    this.revisions = revisions;
    this.activation = activation;
    this.clock = clock;
  }

  static String targetName(ContainerAppId app, String secret) {
    return "container-app:" + app + "/" + secret;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Holding read() {
    return secret.read();
  }

  @Override
  public StepOutcome deliver(NewKey key, Map<String, String> earlier, Fence fence) {
    DeliveryNotes notes = new DeliveryNotes(name, earlier);
    if (app.busy()) {
      return notYet(app.id() + " to finish an update", notes);
    }
    SecretUpdate.Listed listed = secret.listed();
    Holding holding = secret.holding(listed.one());
    if (holding instanceof Holding.IdentityBased) {
      return new StepOutcome.Done(name + " is identity-based: nothing to write");
    }
    if (holding instanceof Holding.Nothing nothing) {
      throw SecretUpdate.failed(
          CallFailed.Kind.GONE, nothing.sentence() + "; store the connection string there once");
    }
    Optional<String> waiting = stored(listed, key, notes, fence);
    if (waiting.isPresent()) {
      return notYet(waiting.get(), notes);
    }
    RevisionRestarts.Standing standing =
        revisions.advance(new RevisionRestarts.Look(key, notes, fence, clock.instant()));
    if (!standing.done()) {
      return notYet(standing.words(), notes);
    }
    String seen = listed.one().holds(key.key()) ? " has the new key" : " was made to fetch its key";
    String evidence = name + seen + " and " + standing.words() + unversioned(notes);
    return new StepOutcome.Done(evidence, notes.all());
  }

  /** A secret keeps no older values. */
  @Override
  public void retire(NewKey current, Fence fence) {}

  /** Sees to it that the app has the new value; empty once it has, as far as can be seen. */
  private Optional<String> stored(
      SecretUpdate.Listed listed, NewKey key, DeliveryNotes notes, Fence fence) {
    AppSecret one = listed.one();
    secret.requireOwn(one, key);
    Optional<Instant> sent = notes.changedAt(name);
    boolean versioned = one.reference().filter(SecretUrl::versioned).isPresent();
    boolean hidden = one.isReference() && one.value() == null;
    if (one.holds(key.key()) || (hidden && sent.isPresent() && !versioned)) {
      return Optional.empty();
    }
    Duration patience = one.isReference() ? activation.restartAgain() : activation.restartGrace();
    Instant now = clock.instant();
    if (sent.isEmpty() || !now.isBefore(sent.get().plus(patience))) {
      send(listed, key, fence);
      notes.changed(name, now);
      if (versioned) {
        notes.changed(version(), now);
      }
    }
    return Optional.of(
        one.isReference()
            ? app.id() + " to fetch the new version from Key Vault"
            : app.id() + " to store its new secret");
  }

  private void send(SecretUpdate.Listed listed, NewKey key, Fence fence) {
    if (listed.one().isReference()) {
      secret.fetchAnew(listed, fence);
    } else {
      secret.write(listed, key, fence);
    }
  }

  private StepOutcome notYet(String waitingFor, DeliveryNotes notes) {
    return new StepOutcome.NotYet(waitingFor, activation.lookAgain(), notes.all());
  }

  private String unversioned(DeliveryNotes notes) {
    return notes.changedAt(version()).isPresent()
        ? "; its reference named one version, which never changes, and now names none"
        : "";
  }

  private String version() {
    return name + " version";
  }
}
