package io.github.rekey.triage;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceState;
import io.github.rekey.rotation.SignalRKeys;
import io.github.rekey.rotation.Target;
import io.github.rekey.triage.Survey.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists a resource's keys and reads its targets, one after another: nobody waits for it. It costs
 * one read and one listKeys of Resource Manager, and what the targets' own reads cost.
 */
public final class Surveyor {
  private final SignalRKeys keys;
  private final Fingerprinter fingerprints;

  public Surveyor(SignalRKeys keys, Fingerprinter fingerprints) {
    this.keys = keys;
    this.fingerprints = fingerprints;
  }

  /**
   * Empty where there are no keys to speak of: the resource is gone or stopped, or has them
   * disabled.
   *
   * @throws CallFailed if Resource Manager does not tell
   */
  Optional<Survey> look(ManagedResource resource) {
    try {
      ResourceState state = keys.describe(resource.id());
      return state.localAuthDisabled() || state.stopped()
          ? Optional.empty()
          : Optional.of(survey(resource, keys.list(resource.id())));
    } catch (CallFailed failed) {
      if (failed.kind() == CallFailed.Kind.GONE) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  private Survey survey(ManagedResource resource, KeyPair listed) {
    List<Held> held = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (Target target : resource.targets()) {
      read(target, held, unread);
    }
    return new Survey(
        Map.of(
            KeySlot.PRIMARY, fingerprints.of(listed.primary()),
            KeySlot.SECONDARY, fingerprints.of(listed.secondary())),
        List.copyOf(held),
        List.copyOf(unread));
  }

  private void read(Target target, List<Held> held, List<String> unread) {
    try {
      Holding holding = target.read();
      if (holding instanceof Holding.Key key) {
        held.add(new Held(target.name(), fingerprints.of(key.key())));
      } else if (holding instanceof Holding.Nothing nothing) {
        unread.add(nothing.sentence());
      }
    } catch (CallFailed failed) {
      unread.add(target.name() + ": " + failed.getMessage());
    }
  }
}
