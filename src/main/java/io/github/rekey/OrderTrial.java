package io.github.rekey;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.Target;
import io.github.rekey.triage.Findings.Kind;
import io.github.rekey.triage.Findings.Stored;
import io.github.rekey.triage.Generations;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads every target of a resource and tells in which order a rotation would deliver to them, or
 * what keeps them from being put in order.
 */
final class OrderTrial {
  private final ResourceLook seen;

  OrderTrial(ResourceLook seen) {
    this.seen = seen;
  }

  Trial trial() {
    return new Trial(what(), this::look);
  }

  private String what() {
    return seen.of("order of targets");
  }

  /** Nothing where a target cannot be read: the target's own trial tells that. */
  private List<Finding> look() {
    try {
      return List.of(order(seen.resource().targets().stream().map(OrderTrial::stored).toList()));
    } catch (CallFailed toldElsewhere) {
      return List.of();
    }
  }

  private Finding order(List<Stored> stored) {
    return Generations.flaw(stored)
        .map(flaw -> Finding.fail(what(), flaw, "list its source, or correct the reference"))
        .orElseGet(() -> Finding.ok(what(), words(Generations.of(stored))));
  }

  private static Stored stored(Target target) {
    Holding holding = target.read();
    String source = holding instanceof Holding.Reference reference ? reference.to() : null;
    Kind told = holding instanceof Holding.Notified ? Kind.NOTIFIED : Kind.KEY;
    Kind kind = source == null ? told : Kind.REFERENCE;
    return new Stored(target.name(), kind, null, null, null, source, "");
  }

  private static String words(List<List<String>> generations) {
    return generations.stream()
        .map(generation -> String.join(", ", generation))
        .collect(Collectors.joining("; then "));
  }
}
