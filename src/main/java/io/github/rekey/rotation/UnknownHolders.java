package io.github.rekey.rotation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Searches, right before a key is replaced, for places that nobody listed and that use it. One that
 * does stops the rotation; one that uses another key, and what could not be read, is evidence.
 */
public final class UnknownHolders {
  private static final int MOST_NAMED = 5;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final SignalRKeys keys;
  private final Holders holders;

  public UnknownHolders(SignalRKeys keys, Holders holders) {
    this.keys = keys;
    this.holders = holders;
  }

  StepOutcome search(StepContext context) {
    if (!holders.searchable()) {
      return new StepOutcome.Done("nothing to search: no scan is configured");
    }
    ResourceId id = context.resource().id();
    HolderReport report =
        holders.look(context.resource(), keys.describe(id).endpoint(), Optional.of(keys.list(id)));
    if (report.searched().isEmpty()) {
      return new StepOutcome.NotYet(
          "a search to succeed: " + named(report.unread(), Function.identity()), LOOK_AGAIN);
    }
    Sighting.Use dying = Sighting.Use.of(context.slot());
    List<Sighting> inTheWay = report.inTheWayOf(context.slot());
    return inTheWay.isEmpty()
        ? new StepOutcome.Done(evidence(report, dying))
        : new StepOutcome.Failed(FailureKind.UNKNOWN_HOLDER, refusal(inTheWay, dying));
  }

  private static String refusal(List<Sighting> inTheWay, Sighting.Use dying) {
    return ("the %s is not regenerated: %s; list it in rekey.yaml under targets (rekey scan prints"
            + " the entry) and restart Rekey, or take the connection string away there; then retry")
        .formatted(dying.words(), named(inTheWay, each -> user(each, dying)));
  }

  private static String user(Sighting stranger, Sighting.Use dying) {
    String who = stranger.place() + ", which rekey.yaml does not list, ";
    return stranger.use() == dying
        ? who + "holds it as " + stranger.fingerprint()
        : who + "takes its value from " + stranger.source() + " and may still use it";
  }

  private static String evidence(HolderReport report, Sighting.Use dying) {
    List<String> parts = new ArrayList<>();
    parts.add(
        "no unknown holder of the %s in: %s"
            .formatted(dying.words(), String.join(", ", report.searched())));
    if (!report.strangers().isEmpty()) {
      parts.add(
          "not listed, but not in the way: "
              + named(report.strangers(), s -> s.place() + " (" + s.use().words() + ")"));
    }
    if (!report.unread().isEmpty()) {
      parts.add("not read: " + named(report.unread(), Function.identity()));
    }
    return String.join("; ", parts);
  }

  private static <T> String named(List<T> all, Function<T, String> words) {
    String first = all.stream().limit(MOST_NAMED).map(words).collect(Collectors.joining(", "));
    return all.size() <= MOST_NAMED
        ? first
        : first + " and %d more (see rekey scan)".formatted(all.size() - MOST_NAMED);
  }
}
