package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.world.Faults;
import io.github.rekey.sandbox.world.Faults.Kind;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resource Manager's limits (Azure: request-limits-and-throttling): per subscription, principal and
 * kind of operation a bucket of 250 reads refilled by 25 a second, 200 writes or deletes by 10. A
 * POST counts as a write. Its clock may be compressed: then as much comes back in less time.
 */
final class Throttle {
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("/subscriptions/([^/]+)", Pattern.CASE_INSENSITIVE);
  private final Clock clock;
  private final Faults faults;
  private final boolean limited;
  private final double pace;
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

  /**
   * @param pace of the refill; 1 is Azure's
   */
  Throttle(Clock clock, Faults faults, boolean limited, double pace) {
    this.clock = clock;
    this.faults = faults;
    this.limited = limited;
    this.pace = pace;
  }

  /**
   * Counts the call.
   *
   * @return the header that tells what is left
   * @throws Refused with a 429 if nothing is
   */
  Map<String, String> admit(Call call, String principal) {
    String kind = kind(call);
    Matcher subscription = SUBSCRIPTION.matcher(call.path());
    String scope = subscription.lookingAt() ? subscription.group(1) : "";
    String name = (scope + "|" + principal + "|" + kind).toLowerCase(Locale.ROOT);
    TokenBucket bucket = buckets.computeIfAbsent(name, n -> bucket(kind));
    faults.take(Kind.ARM_THROTTLED).ifPresent(Throttle::refuse);
    if (limited && !bucket.take()) {
      refuse(String.valueOf(bucket.secondsUntilNext()));
    }
    String header =
        "x-ms-ratelimit-remaining-" + (scope.isEmpty() ? "tenant" : "subscription") + "-" + kind;
    return Map.of(header, String.valueOf(bucket.left()));
  }

  private static void refuse(String seconds) {
    String wait = seconds.isBlank() ? "1" : seconds;
    throw new Refused(
        Answer.error(
                429,
                "SubscriptionRequestsThrottled",
                "Number of requests for the subscription exceeded the limit. Please try again"
                    + " after '"
                    + wait
                    + "' seconds.")
            .with("Retry-After", wait));
  }

  private TokenBucket bucket(String kind) {
    return kind.equals("reads")
        ? new TokenBucket(250, 25 * pace, clock)
        : new TokenBucket(200, 10 * pace, clock);
  }

  private static String kind(Call call) {
    return switch (call.method()) {
      case "GET", "HEAD" -> "reads";
      case "DELETE" -> "deletes";
      default -> "writes";
    };
  }
}
