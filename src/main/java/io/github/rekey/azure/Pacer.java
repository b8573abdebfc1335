package io.github.rekey.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.github.rekey.rotation.CallBudget;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Spending;
import io.github.rekey.rotation.Turn;
import io.github.rekey.rotation.Urgency;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Spends Resource Manager's token buckets, one a subscription and kind of call, so that Azure never
 * has to refuse. Azure keeps them a region of its own front ends as well; which one answers is not
 * told, so what answers say is left corrects the count. A turn's calls are paid for before it
 * begins; a call that was not is paid for as it is made, and waits a moment for that.
 */
public final class Pacer implements CallBudget {
  private static final Duration WAIT_AT_MOST = Duration.ofSeconds(2);
  private static final int TOO_MANY = 429;
  private static final Duration NAP = Duration.ofMillis(100);
  private static final Duration UNLESS_TOLD = Duration.ofSeconds(1);

  /** Calls for a resource as a drill in the sandbox counts them, until more is known. */
  private static final Map<CallKind, Double> USUAL =
      Map.of(CallKind.READS, 14.0, CallKind.WRITES, 8.0);

  /** What a rotation takes at least; less was only a look. */
  private static final int LEAST = 3;

  private record Account(String subscription, CallKind kind) {}

  private final ArmLimits limits;
  private final Clock clock;
  private final Consumer<Duration> pause;
  private final PacerMeters meters;
  private final Map<Account, Lane> lanes = new HashMap<>();
  private final Map<ResourceId, Map<CallKind, Integer>> paid = new HashMap<>();
  private final Map<CallKind, Ledger> ledgers = new EnumMap<>(CallKind.class);

  public Pacer(ArmLimits limits, MeterRegistry meters, Clock clock) {
    this(limits, meters, clock, time -> LockSupport.parkNanos(time.toNanos()));
  }

  Pacer(ArmLimits limits, MeterRegistry meters, Clock clock, Consumer<Duration> pause) {
    this.limits = limits;
    this.clock = clock;
    this.pause = pause;
    this.meters = new PacerMeters(meters, this);
    USUAL.forEach((kind, calls) -> ledgers.put(kind, new Ledger(calls)));
  }

  /** What is left of an earlier payment is used up first. */
  @Override
  public synchronized Duration reserve(Turn turn, Cost cost) {
    Map<CallKind, Integer> wanted = missing(turn.resource(), cost);
    Instant now = clock.instant();
    Duration longest = Duration.ZERO;
    for (Map.Entry<CallKind, Integer> each : wanted.entrySet()) {
      Lane lane = lane(turn.resource().subscription(), each.getKey());
      Duration wait = lane.wait(turn.resource(), turn.urgency(), each.getValue(), now);
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    if (longest.isZero()) {
      wanted.forEach((kind, calls) -> pay(turn.resource(), kind, calls));
    } else {
      meters.waited(turn.urgency().band());
    }
    return longest;
  }

  private Map<CallKind, Integer> missing(ResourceId resource, Cost cost) {
    Map<CallKind, Integer> have = paid.getOrDefault(resource, Map.of());
    Map<CallKind, Integer> wanted = new EnumMap<>(CallKind.class);
    if (cost.reads() > 0 && have.getOrDefault(CallKind.READS, 0) == 0) {
      wanted.put(CallKind.READS, cost.reads());
    }
    if (cost.writes() > 0 && have.getOrDefault(CallKind.WRITES, 0) == 0) {
      wanted.put(CallKind.WRITES, cost.writes());
    }
    return wanted;
  }

  private void pay(ResourceId resource, CallKind kind, int calls) {
    lane(resource.subscription(), kind).pay(resource, calls);
    paid.computeIfAbsent(resource, id -> new EnumMap<>(CallKind.class))
        .merge(kind, calls, Integer::sum);
  }

  @Override
  public synchronized void settle(ResourceId resource, boolean atRest) {
    if (atRest) {
      ledgers.values().forEach(ledger -> ledger.atRest(resource, LEAST));
      lanes.values().forEach(lane -> lane.leave(resource));
    }
    Map<CallKind, Integer> rest = paid.remove(resource);
    if (rest != null) {
      rest.forEach((kind, calls) -> lane(resource.subscription(), kind).giveBack(calls));
    }
  }

  /**
   * Resources that may go on sooner than they were told: that was by what others had paid for, and
   * these may have needed less. Each is named once, and is expected to come.
   */
  public synchronized Set<ResourceId> sooner() {
    Instant now = clock.instant();
    Map<Lane, Set<Object>> payable = new HashMap<>();
    lanes.values().forEach(lane -> payable.put(lane, lane.sooner(now)));
    Set<ResourceId> called = new LinkedHashSet<>();
    for (Set<Object> some : payable.values()) {
      for (Object who : some) {
        if (who instanceof ResourceId resource && everywhere(resource, payable, now)) {
          called.add(resource);
        }
      }
    }
    called.forEach(resource -> payable.keySet().forEach(lane -> lane.call(resource, now)));
    return called;
  }

  private static boolean everywhere(
      ResourceId resource, Map<Lane, Set<Object>> payable, Instant now) {
    return payable.entrySet().stream()
        .allMatch(
            each -> each.getValue().contains(resource) || !each.getKey().keepsAway(resource, now));
  }

  /**
   * Lets a call out once it is paid for.
   *
   * @throws CallFailed of kind THROTTLED, with nothing sent, if that takes too long
   */
  void admit(String subscription, CallKind kind) {
    Optional<Turn> turn = Turn.current();
    Instant giveUp = clock.instant().plus(WAIT_AT_MOST);
    Object who = new Object();
    Duration wait = tryToSend(subscription, kind, turn, who);
    while (!wait.isZero()) {
      if (!clock.instant().isBefore(giveUp)) {
        throw gaveUp(subscription, kind, who, wait);
      }
      pause.accept(wait.compareTo(NAP) < 0 ? wait : NAP);
      wait = tryToSend(subscription, kind, turn, who);
    }
  }

  private synchronized Duration tryToSend(
      String subscription, CallKind kind, Optional<Turn> turn, Object who) {
    Lane lane = lane(subscription, kind);
    if (turn.isEmpty() || !takePaid(turn.get().resource(), subscription, kind)) {
      Urgency urgency = turn.map(Turn::urgency).orElse(Urgency.BACKGROUND);
      Duration wait = lane.wait(who, urgency, 1, clock.instant());
      if (!wait.isZero()) {
        return wait;
      }
      lane.pay(who, 1);
      lane.leave(who);
    }
    lane.send();
    turn.ifPresent(each -> ledger(kind).ifPresent(book -> book.made(each.resource())));
    meters.sent(kind);
    return Duration.ZERO;
  }

  private Optional<Ledger> ledger(CallKind kind) {
    return Optional.ofNullable(ledgers.get(kind));
  }

  private boolean takePaid(ResourceId resource, String subscription, CallKind kind) {
    Map<CallKind, Integer> have = paid.getOrDefault(resource, Map.of());
    int left = have.getOrDefault(kind, 0);
    if (left == 0 || !resource.subscription().equalsIgnoreCase(subscription)) {
      return false;
    }
    have.put(kind, left - 1);
    return true;
  }

  private synchronized CallFailed gaveUp(
      String subscription, CallKind kind, Object who, Duration wait) {
    lane(subscription, kind).leave(who);
    String message =
        "not sent: Azure allows no more %s just now; it is tried again in %d ms"
            .formatted(kind.label(), wait.toMillis());
    return new CallFailed(CallFailed.Kind.THROTTLED, message, false, wait, null);
  }

  /** What an answer tells of the bucket. */
  synchronized void answered(String subscription, CallKind kind, int status, HttpHeaders headers) {
    Instant now = clock.instant();
    Lane lane = lane(subscription, kind);
    lane.answered(remaining(headers, kind), now);
    if (status == TOO_MANY) {
      lane.refused(RetryAfter.in(headers).orElse(UNLESS_TOLD), now);
      meters.refused(kind);
    }
  }

  /** No answer will come. */
  synchronized void unanswered(String subscription, CallKind kind) {
    lane(subscription, kind).answered(null, clock.instant());
  }

  private static @Nullable Integer remaining(HttpHeaders headers, CallKind kind) {
    String name = "x-ms-ratelimit-remaining-subscription-" + kind.label();
    String value = headers.getValue(HttpHeaderName.fromString(name));
    return value != null && value.matches("[0-9]{1,9}") ? Integer.valueOf(value) : null;
  }

  private Lane lane(String subscription, CallKind kind) {
    return lanes.computeIfAbsent(
        new Account(subscription.toLowerCase(Locale.ROOT), kind),
        account -> {
          meters.follow(account.subscription(), kind);
          return new Lane(new TokenBucket(limits.of(kind), clock.instant()));
        });
  }

  /** Calls that a bucket would allow now. */
  synchronized double left(String subscription, CallKind kind) {
    return lane(subscription, kind).left(clock.instant());
  }

  /** Reads and writes, of all subscriptions together. */
  public synchronized List<Spending> spending() {
    return USUAL.keySet().stream().sorted().map(this::spending).toList();
  }

  private Spending spending(CallKind kind) {
    Ledger ledger = Objects.requireNonNull(ledgers.get(kind));
    List<Lane> used =
        lanes.entrySet().stream()
            .filter(each -> each.getKey().kind() == kind)
            .map(Map.Entry::getValue)
            .toList();
    double left = used.stream().mapToDouble(lane -> lane.left(clock.instant())).sum();
    double perSecond = limits.of(kind).perSecond() * Math.max(1, used.size());
    return new Spending(kind.label(), ledger.usual(), ledger.begun(), left, perSecond);
  }

  synchronized long waiting(Urgency.Band band) {
    return lanes.values().stream().mapToLong(lane -> lane.waiting(band)).sum();
  }
}
