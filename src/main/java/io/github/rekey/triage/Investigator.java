package io.github.rekey.triage;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.DataPlane;
import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.Interrogation;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.Parallel;
import io.github.rekey.rotation.ResourceState;
import io.github.rekey.rotation.SignalRKeys;
import io.github.rekey.rotation.Target;
import io.github.rekey.triage.Findings.Kind;
import io.github.rekey.triage.Findings.Presence;
import io.github.rekey.triage.Findings.Stored;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks before any verdict: both keys and each target's stored key against the data plane. */
public final class Investigator {
  private final SignalRKeys keys;
  private final Interrogation interrogation;
  private final Fingerprinter fingerprints;
  private final Parallel parallel;

  public Investigator(
      SignalRKeys keys,
      Interrogation interrogation,
      Fingerprinter fingerprints,
      Parallel parallel) {
    this.keys = keys;
    this.interrogation = interrogation;
    this.fingerprints = fingerprints;
    this.parallel = parallel;
  }

  public Findings look(ManagedResource resource) {
    try {
      ResourceState state = keys.describe(resource.id());
      if (state.localAuthDisabled()) {
        return absent(Presence.LOCAL_AUTH_DISABLED);
      }
      return state.stopped() ? absent(Presence.STOPPED) : look(resource, state.endpoint());
    } catch (CallFailed failed) {
      return failed.kind() == CallFailed.Kind.GONE ? absent(Presence.GONE) : unseen(failed);
    }
  }

  private static Findings unseen(CallFailed failed) {
    boolean throttled = failed.kind() == CallFailed.Kind.THROTTLED;
    return new Findings(
        Presence.PRESENT, Map.of(), Map.of(), List.of(), failed.getMessage(), throttled);
  }

  private static Findings absent(Presence presence) {
    return new Findings(presence, Map.of(), Map.of(), List.of(), null);
  }

  private Findings look(ManagedResource resource, URI endpoint) {
    KeyPair listed = keys.list(resource.id());
    Map<KeySlot, DataPlane.Answer> answers = new EnumMap<>(KeySlot.class);
    Map<KeySlot, Fingerprint> listedAs = new EnumMap<>(KeySlot.class);
    for (KeySlot slot : KeySlot.values()) {
      listedAs.put(slot, fingerprints.of(listed.key(slot)));
      answers.put(slot, interrogation.ask(endpoint, listed.key(slot)));
    }
    List<Stored> stored =
        parallel.map(resource.targets(), target -> stored(target, listed, endpoint, answers));
    return new Findings(Presence.PRESENT, answers, listedAs, stored, unclear(answers, stored));
  }

  private Stored stored(
      Target target, KeyPair listed, URI endpoint, Map<KeySlot, DataPlane.Answer> answers) {
    Holding holding;
    try {
      holding = target.read();
    } catch (CallFailed failed) {
      if (failed.kind() == CallFailed.Kind.THROTTLED) {
        throw failed;
      }
      return unread(target, failed);
    }
    if (holding instanceof Holding.Key held) {
      @Nullable KeySlot slot = listed.slotOf(held.key()).orElse(null);
      DataPlane.@Nullable Answer known = slot == null ? null : answers.get(slot);
      DataPlane.Answer answer = known == null ? interrogation.ask(endpoint, held.key()) : known;
      return new Stored(
          target.name(), Kind.KEY, fingerprints.of(held.key()), slot, answer, null, "");
    }
    if (holding instanceof Holding.Nothing nothing) {
      return new Stored(target.name(), Kind.NOTHING, null, null, null, null, nothing.sentence());
    }
    if (holding instanceof Holding.Reference reference) {
      return new Stored(target.name(), Kind.REFERENCE, null, null, null, reference.to(), "");
    }
    Kind kind = holding instanceof Holding.Notified ? Kind.NOTIFIED : Kind.IDENTITY;
    return new Stored(target.name(), kind, null, null, null, null, "");
  }

  /** A target out of reach for the moment makes the look unclear; one that is gone is a finding. */
  private static Stored unread(Target target, CallFailed failed) {
    String sentence = target.name() + ": " + failed.getMessage();
    return failed.passing()
        ? new Stored(target.name(), Kind.KEY, null, null, DataPlane.Answer.UNCLEAR, null, sentence)
        : new Stored(target.name(), Kind.NOTHING, null, null, null, null, sentence);
  }

  private static @Nullable String unclear(
      Map<KeySlot, DataPlane.Answer> answers, List<Stored> stored) {
    for (Map.Entry<KeySlot, DataPlane.Answer> each : answers.entrySet()) {
      if (each.getValue() == DataPlane.Answer.UNCLEAR) {
        return "the data plane gave no clear answer about the " + each.getKey() + " key";
      }
    }
    for (Stored each : stored) {
      if (each.answer() == DataPlane.Answer.UNCLEAR) {
        return "the data plane gave no clear answer about the key in " + each.target();
      }
    }
    return null;
  }
}
