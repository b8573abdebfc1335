package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills one of two served replicas again and again while alerts keep coming by webhook and queue,
 * and demands that nothing was lost, repeated or left undone.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ReplicasE2E {
  private static final long SEED = 20261127;
  private static final int KILLS = Integer.getInteger("rekey.kills", 50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration FOR_A_TURNING_POINT = Duration.ofSeconds(5);

  private static final String OVERTAKEN = "another turn has begun";

  private final Random random = new Random(SEED);
  private final List<String> notices = new ArrayList<>();
  private int replaced;

  @Test
  void killedAgainAndAgainNothingIsLostRepeatedOrLeftUndone(@TempDir Path folder) throws Exception {
    try (Replicas replicas = Replicas.open(folder);
        WorkingKeys keys = new WorkingKeys(replicas.sandbox().resource())) {
      for (int i = 0; i < KILLS; i++) {
        feed(replicas, i);
        awaitAMoment(replicas);
        victim(replicas).killAndRestart("for the " + (i + 1) + ". time");
      }
      Replicas.await(
          "every notice is handled",
          () -> notices.stream().allMatch(id -> replicas.store().handled(id) == 1));
      Replicas.await("all is done", () -> settled(replicas.store()));
      nothingIsLost(replicas);
      nothingIsRepeated(replicas);
      everybodyIsServed(replicas, keys);
    }
  }

  /** Another alert once the last one is dealt with, and now and then one while it is not. */
  private void feed(Replicas replicas, int round) {
    if (settled(replicas.store())) {
      int kind = random.nextInt(5);
      if (kind == 0) {
        replicas.replaceKeyInUse();
        replaced++;
      } else {
        notice(replicas, round, kind % 2 == 0);
      }
    } else if (round % 7 == 3) {
      notice(replicas, round, random.nextBoolean());
    }
  }

  private void notice(Replicas replicas, int round, boolean byQueue) {
    String trackingId = "T%03d-R%02d".formatted(round, random.nextInt(100));
    notices.add(trackingId);
    if (byQueue) {
      replicas.noticeByQueue(trackingId);
    } else {
      replicas.noticeByWebhook(trackingId);
    }
  }

  /** A random one, or a turning point around a regeneration, if one comes soon. */
  private void awaitAMoment(Replicas replicas) {
    switch (random.nextInt(4)) {
      case 0 -> {
        int before = replicas.called("regenerateKey");
        awaitOrNot(replicas, () -> replicas.called("regenerateKey") > before);
      }
      case 1 -> {
        long before = replicas.told("started", "regenerate");
        awaitOrNot(replicas, () -> replicas.told("started", "regenerate") > before);
      }
      default -> pause(Duration.ofMillis(random.nextInt((int) LONGEST_PAUSE.toMillis())));
    }
  }

  private static void awaitOrNot(Replicas replicas, BooleanSupplier moment) {
    long end = System.nanoTime() + FOR_A_TURNING_POINT.toNanos();
    Replicas.awaitMoment(
        "a turning point, or no more time for one",
        () -> System.nanoTime() > end || moment.getAsBoolean());
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    Replicas.awaitMoment("a random moment", () -> System.nanoTime() >= end);
  }

  /** Mostly whoever acts; never the only one that is there. */
  private Replica victim(Replicas replicas) {
    Replicas.await("both run", () -> replicas.all().stream().allMatch(Replica::ready));
    List<Replica> acting = replicas.acting();
    return acting.isEmpty() || random.nextInt(4) == 0
        ? replicas.all().get(random.nextInt(2))
        : acting.get(0);
  }

  private static boolean settled(SharedStore store) {
    return store.unhandled() == 0
        && store.running() == 0
        && store.openIncidents().stream().allMatch("ASKING"::equals);
  }

  private void nothingIsLost(Replicas replicas) {
    assertThat(replicas.called("alert lost")).as("alerts that nobody took").isZero();
    assertThat(notices).allMatch(id -> replicas.store().stored(id) == 1);
    assertThat(notices).allMatch(id -> replicas.store().attached(id) == 1);
    assertThat(replicas.sandbox().queues().deadLetters("rekey")).isEmpty();
    assertThat(replicas.store().questions())
        .as("every incident is closed, or asks for a reason")
        .allMatch(verdict -> verdict != null && verdict.contains("reason"));
  }

  /** Each key that was minted is one that a rotation's step accounts for, or Azure's own doing. */
  private void nothingIsRepeated(Replicas replicas) {
    int regenerated = 0;
    for (String id : replicas.store().rotations()) {
      for (JsonNode step : replicas.get("/api/v1/rotations/" + id).path("steps")) {
        boolean done = step.path("state").asText().equals("DONE");
        regenerated += done && step.path("kind").asText().equals("REGENERATE") ? 1 : 0;
      }
    }
    assertThat(replicas.store().rotations()).isNotEmpty();
    assertThat(replicas.sandbox().mintedKeys())
        .as("two at first, %d by Azure, the rest by steps\n%s", replaced, replicas.story())
        .hasSize(2 + replaced + regenerated);
    System.out.printf(
        "%d kills, %d notices, %d keys replaced by Azure, %d rotations, %d regenerations%n",
        KILLS, notices.size(), replaced, replicas.store().rotations().size(), regenerated);
  }

  private static void everybodyIsServed(Replicas replicas, WorkingKeys keys)
      throws InterruptedException {
    assertThat(replicas.sandbox().awaitClients(Replicas.PATIENCE)).isTrue();
    assertThat(replicas.sandbox().clients().totals().lost()).isZero();
    assertThat(keys.looks()).isPositive();
    assertThat(keys.withoutAny()).as("looks without a working key").isZero();
  }

  @Test
  void aFrozenReplicaThatWasOvertakenWritesNothingOnceItWakes(@TempDir Path folder)
      throws Exception {
    try (Replicas replicas = Replicas.open(folder)) {
      replicas.noticeByWebhook("FROZEN-1");
      Replica zombie = amidRegeneration(replicas);
      zombie.served().freeze();
      awaitTakeover(replicas);
      awaitClosed(replicas);
      List<Integer> before = writes(replicas);
      zombie.served().thaw();
      Replicas.await(
          "it notices that it was overtaken",
          () -> zombie.story().stream().anyMatch(line -> line.contains(OVERTAKEN)));
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofMinutes(1))
          .until(() -> writes(replicas).equals(before));
      assertThat(replicas.sandbox().mintedKeys()).hasSize(4);
      assertThat(replicas.store().rotations()).hasSize(1);
    }
  }

  /** Tells how long after the lease's end it came. */
  private static void awaitTakeover(Replicas replicas) {
    long turns = replicas.store().turns();
    Duration silence = replicas.store().silence().orElse(Duration.ZERO);
    long silentSince = System.nanoTime() - silence.toNanos();
    Replicas.awaitMoment("somebody takes over", () -> replicas.store().turns() > turns);
    Duration lease = Duration.ofSeconds(5);
    System.out.printf(
        "taken over %d ms after the lease's end%n",
        Duration.ofNanos(System.nanoTime() - silentSince).minus(lease).toMillis());
  }

  @Test
  void replicasThatAreRestartedOneAfterTheOtherHandTheirWorkOver(@TempDir Path folder)
      throws Exception {
    try (Replicas replicas = Replicas.open(folder)) {
      replicas.noticeByQueue("ROLLING-1");
      Replica first = amidRegeneration(replicas);
      handOver(first, replicas);
      first.start();
      first.served();
      awaitClosed(replicas);
      replicas.noticeByQueue("ROLLING-2");
      Replica second = amidRegeneration(replicas);
      handOver(second, replicas);
      second.start();
      awaitClosed(replicas);
      assertThat(replicas.sandbox().mintedKeys()).hasSize(6);
      assertThat(replicas.store().rotations()).hasSize(2);
    }
  }

  private static void handOver(Replica leaving, Replicas replicas) throws InterruptedException {
    assertThat(leaving.stop(Duration.ofMinutes(1))).hasValue(128 + 15);
    long gone = System.nanoTime();
    long turns = replicas.store().turns();
    Replicas.awaitMoment("the other goes on", () -> replicas.store().turns() > turns);
    System.out.printf(
        "handed over %d ms after the end of the process%n", (System.nanoTime() - gone) / 1_000_000);
  }

  @Test
  void whileTheDatabaseIsAwayNothingIsWrittenAndAfterwardsNothingIsMissing(@TempDir Path folder)
      throws Exception {
    try (Replicas replicas = Replicas.open(folder)) {
      replicas.noticeByWebhook("AWAY-1");
      amidRegeneration(replicas);
      replicas.database().cut();
      replicas.sandbox().queues().cutConnections();
      List<Integer> before = writes(replicas);
      replicas.noticeByQueue("AWAY-2");
      replicas.noticeByWebhook("AWAY-3");
      Replicas.await("no replica is ready", () -> statuses(replicas).equals(List.of(503, 503)));
      assertThat(writes(replicas)).isEqualTo(before);
      replicas.database().mend();
      Replicas.await("both are ready", () -> statuses(replicas).equals(List.of(200, 200)));
      Replicas.await(
          "every notice is handled",
          () ->
              List.of("AWAY-1", "AWAY-2", "AWAY-3").stream()
                  .allMatch(id -> replicas.store().handled(id) == 1));
      awaitClosed(replicas);
      assertThat(replicas.called("alert lost")).isZero();
      assertThat(replicas.sandbox().clients().totals().lost()).isZero();
    }
  }

  private static List<Integer> statuses(Replicas replicas) {
    return replicas.all().stream().map(each -> each.served().readiness()).toList();
  }

  /** The one that has just sent the request; the operation takes a second. */
  private static Replica amidRegeneration(Replicas replicas) {
    int before = replicas.called("regenerateKey");
    Replicas.awaitMoment("Azure regenerates", () -> replicas.called("regenerateKey") > before);
    Replicas.awaitMoment("somebody acts", () -> !replicas.acting().isEmpty());
    return replicas.acting().get(0);
  }

  private static void awaitClosed(Replicas replicas) {
    Replicas.await(
        "the incident is closed",
        () -> settled(replicas.store()) && replicas.store().openIncidents().isEmpty());
  }

  /** How often anything outside was changed, by whomever. */
  private static List<Integer> writes(Replicas replicas) {
    int versions =
        replicas.state().path("vaults").path(0).path("secrets").path("signalr-connection").size();
    List<Integer> writes = new ArrayList<>(List.of(versions));
    for (String call : List.of("regenerateKey", "putSettings", "restartSite")) {
      writes.add(replicas.called(call));
    }
    return writes;
  }
}
