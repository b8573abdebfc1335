package io.github.rekey.azure;

import static io.github.rekey.azure.ConnectionMetrics.Endpoint.SERVER;

import io.github.rekey.azure.ConnectionMetrics.Bucket;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ProofAnswer;
import io.github.rekey.rotation.SignalRKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Met once the apps' own connections to the service were all opened since the key was handed out,
 * none was refused for as long as a refused one waits before it tries again, and one is open. A
 * .NET app can negotiate with a new key and yet keep, and later reopen, these with the old one.
 *
 * <p>By Azure Monitor, in whole buckets: an opening counts if its bucket ends after the hand-out,
 * so up to one bucket too early (assumption: all metrics of a bucket arrive together). An instance
 * that restarts twice can hide the old connections of another. Of a key that was there before the
 * rotation an old connection may be on it already, so there the openings are not demanded.
 */
public final class ServerConnectionProof implements Proof {
  private static final Duration LOOK_BACK = Duration.ofMinutes(30);

  private final SignalRKeys keys;
  private final ConnectionMetrics metrics;
  private final Duration reconnect;
  private final Clock clock;

  /**
   * @param reconnect longest pause of an app between two tries to open a refused server connection:
   *     60 s and up to one more of jitter in .NET (Azure/azure-signalr,
   *     ServiceConnectionContainerBase)
   */
  public ServerConnectionProof(
      SignalRKeys keys, ConnectionMetrics metrics, Duration reconnect, Clock clock) {
    this.keys = keys;
    this.metrics = metrics;
    this.reconnect = reconnect;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "server-connections";
  }

  @Override
  public Sort sort() {
    return Sort.COUNTING;
  }

  @Override
  public ProofAnswer look(Expectation expectation) {
    String mode = keys.describe(expectation.key().resource()).serviceMode();
    if (mode.equalsIgnoreCase("Serverless")) {
      return new ProofAnswer.Met("no server connections in serverless mode");
    }
    List<Bucket> measured = measured(expectation);
    if (measured.isEmpty() || newest(measured).start().isBefore(expectation.since())) {
      return new ProofAnswer.NotYet(
          "a measurement of server connections since " + expectation.sinceThen());
    }
    if (mode.equalsIgnoreCase("Classic") && measured.stream().allMatch(b -> b.value() == 0)) {
      return new ProofAnswer.Met("no server connections; in classic mode none is needed");
    }
    return judge(expectation, measured);
  }

  private ProofAnswer judge(Expectation expectation, List<Bucket> measured) {
    int open = newest(measured).value();
    List<String> missing = new ArrayList<>();
    if (open == 0) {
      missing.add("a server connection: none is open");
    }
    reopened(expectation, newest(measured), missing);
    quiet(expectation, measured, missing);
    return missing.isEmpty()
        ? new ProofAnswer.Met(
            "%d server connections, %s, none refused for %s"
                .formatted(open, age(expectation.freshSince()), words(reconnect)))
        : new ProofAnswer.NotYet(String.join(", ", missing));
  }

  /** As many must have been opened since as are open: then none of before can be among these. */
  private void reopened(Expectation expectation, Bucket newest, List<String> missing) {
    Instant fresh = expectation.freshSince();
    if (fresh == null) {
      return;
    }
    int opened =
        metrics
            .opened(
                expectation.key().resource(),
                SERVER,
                fresh.minus(metrics.granularity()),
                newest.end())
            .stream()
            .filter(b -> b.end().isAfter(fresh) && !b.end().isAfter(newest.end()))
            .mapToInt(Bucket::value)
            .sum();
    if (opened < newest.value()) {
      missing.add(
          "server connections to be opened anew: %d of %d were since %s"
              .formatted(opened, newest.value(), fresh.truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  private void quiet(Expectation expectation, List<Bucket> measured, List<String> missing) {
    Instant end = newest(measured).end();
    Instant begin = end.minus(reconnect);
    long seen = measured.stream().filter(b -> b.end().isAfter(begin)).count();
    int refused =
        metrics.unauthorized(expectation.key().resource(), SERVER, begin, end).stream()
            .filter(b -> b.end().isAfter(begin) && b.start().isBefore(end))
            .mapToInt(Bucket::value)
            .sum();
    if (refused > 0) {
      missing.add(
          "%s without a refused server connection: %d were refused"
              .formatted(words(reconnect), refused));
    } else if (seen * metrics.granularity().toNanos() < reconnect.toNanos()) {
      missing.add("server connections measured for " + words(reconnect));
    }
  }

  /** Complete buckets, oldest first. */
  private List<Bucket> measured(Expectation expectation) {
    Instant now = clock.instant();
    Instant since = expectation.since();
    if (since.plus(metrics.granularity()).isAfter(now)) {
      return List.of();
    }
    return metrics
        .connected(expectation.key().resource(), SERVER, since.minus(LOOK_BACK), now)
        .stream()
        .filter(b -> !b.end().isAfter(now))
        .sorted(Comparator.comparing(Bucket::start))
        .toList();
  }

  private static Bucket newest(List<Bucket> measured) {
    return measured.get(measured.size() - 1);
  }

  private static String age(@Nullable Instant fresh) {
    return fresh == null
        ? "of which some may be older than the hand-out"
        : "all opened since the key was handed out";
  }

  private static String words(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
