package io.github.rekey.intake;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import java.time.Instant;
import java.util.List;

/**
 * A metric or log alert, whichever schema it came in.
 *
 * @param context the object that holds {@code condition.allOf}, or a log alert's query
 */
record MonitorAlert(Element element, AlertEnvelope envelope, Fields context, Instant at) {
  Origin origin() {
    return element.origin("alert-rule:" + envelope.rule(), envelope.id(), at);
  }

  /** One alert may fire for several resources; each needs a reading that can be told apart. */
  Origin originFor(ResourceId resource) {
    return signalR().size() < 2
        ? origin()
        : element.origin(
            "alert-rule:" + envelope.rule(), envelope.id() + "#" + resource.value(), at);
  }

  List<ResourceId> signalR() {
    return envelope.targets().stream()
        .flatMap(id -> SignalRIds.in(id).stream())
        .distinct()
        .toList();
  }

  List<Fields> criteria() {
    return context.in("condition").list("allOf");
  }

  List<Reading> ignored(IgnoredBecause reason, String sentence) {
    return Element.ignored(origin(), reason, sentence);
  }
}
