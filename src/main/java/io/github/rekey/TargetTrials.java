package io.github.rekey;

import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads every target of a resource and compares what it holds with the listed keys. */
final class TargetTrials {
  private final ResourceLook seen;

  TargetTrials(ResourceLook seen) {
    this.seen = seen;
  }

  List<Trial> all() {
    List<Target> targets = seen.resource().targets();
    List<Trial> trials = new ArrayList<>();
    if (targets.isEmpty()) {
      trials.add(Trial.of(seen.of("targets"), this::none));
    }
    targets.forEach(t -> trials.add(Trial.of(seen.of(t.name()), () -> compared(t))));
    targets.forEach(t -> trials.add(new Trial(seen.of(t.name()), () -> remarks(t))));
    if (targets.size() > 1) {
      trials.add(new OrderTrial(seen).trial());
    }
    return trials;
  }

  private List<Finding> remarks(Target target) {
    return target.remarks().stream().map(r -> Finding.ok(seen.of(target.name()), r)).toList();
  }

  private Finding none() {
    return Finding.fail(
        seen.of("targets"),
        "none is configured: a rotation would ask an operator",
        "list the places that hold its connection string under targets");
  }

  private Finding compared(Target target) {
    String what = seen.of(target.name());
    Holding holding = target.read();
    if (holding instanceof Holding.Nothing nothing) {
      return Finding.fail(
          what, nothing.sentence(), "store the resource's whole connection string there once");
    }
    if (holding instanceof Holding.IdentityBased) {
      return Finding.ok(what, "is identity-based: there is no key to replace");
    }
    if (holding instanceof Holding.Notified) {
      return Finding.ok(what, "keeps no key: it is told of each new one");
    }
    return holding instanceof Holding.Reference reference
        ? follows(what, reference.to())
        : key(what, (Holding.Key) holding);
  }

  private Finding follows(String what, String other) {
    boolean known =
        seen.resource().targets().stream().anyMatch(t -> t.name().equalsIgnoreCase(other));
    return known
        ? Finding.ok(what, "takes its value from " + other)
        : Finding.fail(
            what,
            "takes its value from %s, which is no target of this resource".formatted(other),
            "list that secret among the targets, or nobody writes the new key there");
  }

  private Finding key(String what, Holding.Key held) {
    Optional<KeyPair> listed = seen.keys();
    if (listed.isEmpty()) {
      return Finding.fail(
          what,
          "holds a key, but there are no listed keys to compare it with",
          "see to it first that the keys can be listed");
    }
    Optional<KeySlot> slot = listed.get().slotOf(held.key());
    return slot.isPresent()
        ? Finding.ok(what, "holds the %s key".formatted(slot.get().name().toLowerCase(Locale.ROOT)))
        : Finding.fail(
            what,
            "holds a key that is neither of the resource's keys: replaced, or another resource's",
            "correct the connection string, or let Rekey do it: rekey rotate "
                + seen.resource().id().name());
  }
}
