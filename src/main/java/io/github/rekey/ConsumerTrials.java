package io.github.rekey;

import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.azure.NegotiateSight.Signer;
import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.DataPlane;
import io.github.rekey.rotation.Interrogation;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ProofAnswer;
import io.github.rekey.rotation.ResourceState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tries all by which a rotation of a resource would be proved: data plane, meter, apps. */
final class ConsumerTrials {
  private final ResourceLook seen;
  private final Interrogation dataPlane;
  private final List<NegotiateSight> sights;
  private final Clock clock;

  /**
   * @param sights how the instances of the apps and sites are seen
   */
  ConsumerTrials(
      ResourceLook seen, Interrogation dataPlane, List<NegotiateSight> sights, Clock clock) {
    this.seen = seen;
    this.dataPlane = dataPlane;
    this.sights = sights;
    this.clock = clock;
  }

  List<Trial> all() {
    List<Trial> trials = new ArrayList<>();
    trials.add(Trial.of(seen.of("clients"), this::meter));
    Optional<KeyPair> keys = seen.keys();
    Optional<ResourceState> state = seen.state();
    if (keys.isPresent() && state.isPresent()) {
      for (KeySlot slot : KeySlot.values()) {
        String what = seen.of(lower(slot) + " key");
        trials.add(Trial.of(what, () -> accepted(what, slot, state.get(), keys.get())));
      }
      seen.resource().proofs().stream()
          .filter(proof -> proof.sort() == Proof.Sort.CONNECTING)
          .forEach(proof -> trials.add(canary(proof, state.get(), keys.get())));
    }
    keys.ifPresent(pair -> sights.forEach(sight -> trials.add(instances(sight, pair))));
    if (sights.isEmpty()) {
      trials.add(Trial.of(seen.of("apps"), this::none));
    }
    return trials;
  }

  private Finding none() {
    return Finding.ok(
        seen.of("apps"), "none is configured: only the number of clients would prove a rotation");
  }

  private Finding meter() {
    Optional<Baseline> measured =
        seen.resource().meter().baseline(seen.resource().id(), clock.instant());
    return Finding.ok(
        seen.of("clients"),
        measured
            .filter(baseline -> baseline.clients() > 0)
            .map(baseline -> "%d in the last half hour".formatted(baseline.clients()))
            .orElse("none in the last half hour; a rotation just now would ask an operator"));
  }

  private Finding accepted(String what, KeySlot slot, ResourceState state, KeyPair keys) {
    DataPlane.Answer answer = dataPlane.ask(state.endpoint(), keys.key(slot));
    return switch (answer) {
      case ACCEPTED -> Finding.ok(what, "the data plane accepts it");
      case REJECTED ->
          Finding.fail(
              what,
              "is listed, but the data plane rejects it",
              "it may be minutes old: check again; if it stays so, rekey rotate "
                  + seen.resource().id().name());
      case UNCLEAR ->
          Finding.fail(
              what,
              "the data plane gives no clear answer",
              "let this host through the resource's network rules: old keys are proved dead there");
    };
  }

  private Trial instances(NegotiateSight sight, KeyPair keys) {
    String what = seen.of("app " + sight.app());
    return new Trial(
        what,
        () -> {
          Map<String, Signer> signers = sight.look(keys.primary(), List.of(keys.secondary()));
          return signers.isEmpty()
              ? List.of(Finding.fail(what, "no instance runs", "start the app"))
              : signers.entrySet().stream().map(e -> signer(what, e)).toList();
        });
  }

  private static Finding signer(String app, Map.Entry<String, Signer> instance) {
    String what = app + ", instance " + instance.getKey();
    return switch (instance.getValue()) {
      case NEW -> Finding.ok(what, "signs with the primary key");
      case OTHER -> Finding.ok(what, "signs with the secondary key");
      case NEITHER ->
          Finding.fail(
              what,
              "signs with neither of the resource's keys",
              "restart the app, or correct which resource it uses");
      case NO_ANSWER ->
          Finding.fail(
              what,
              "gives no token at /negotiate",
              "see that the hub's URL is right and answers without a login");
    };
  }

  private Trial canary(Proof proof, ResourceState state, KeyPair keys) {
    String what = seen.of(proof.name());
    NewKey current =
        new NewKey(seen.resource().id(), state.endpoint(), KeySlot.PRIMARY, keys.primary());
    Instant now = clock.instant();
    Proof.Expectation expectation =
        new Proof.Expectation(current, keys, new Baseline(0, now, "check"), now);
    return Trial.of(what, () -> canary(what, proof.look(expectation)));
  }

  private static Finding canary(String what, ProofAnswer answer) {
    if (answer instanceof ProofAnswer.Met met) {
      return Finding.ok(what, met.evidence());
    }
    String detail =
        answer instanceof ProofAnswer.NotYet notYet
            ? notYet.waitingFor()
            : ((ProofAnswer.NoEvidence) answer).reason();
    return Finding.fail(
        what,
        detail,
        "let the hub answer the method Echo to anonymous clients, or set canary: false");
  }

  private static String lower(KeySlot slot) {
    return slot.name().toLowerCase(Locale.ROOT);
  }
}
