package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends the served process at chosen and at random moments of a rotation, each time starts it anew
 * on the same database, and demands the same end as if nothing had happened.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillE2E {
  private static final Duration POLITELY = Duration.ofSeconds(10);
  private static final String BROKEN_OFF = "that the last process did not end";
  private static final long SEED = 20261123;
  private static final int RANDOM_KILLS = 3;
  private final ExecutorService players = Executors.newCachedThreadPool();
  private Future<Ending> atTurningPoints;
  private Future<Ending> atRandom;
  private Future<Ending> politely;

  /** What one installation came to, after all that was done to its process. */
  private record Ending(
      JsonNode incidents,
      JsonNode state,
      List<String> minted,
      boolean everybodyBack,
      List<String> events) {}

  @BeforeAll
  void begin(@TempDir Path folder) {
    atTurningPoints = players.submit(() -> killAtTurningPoints(folder.resolve("turning")));
    atRandom = players.submit(() -> killAtRandom(folder.resolve("random")));
    politely = players.submit(() -> stopPolitely(folder.resolve("politely")));
  }

  @AfterAll
  void end() throws InterruptedException {
    players.shutdownNow();
    assertThat(players.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void killedAtEveryTurningPointTheRotationEndsAsIfNothingHadHappened() throws Exception {
    Ending ending = atTurningPoints.get();
    asIfNothingHadHappened(ending);
    assertThat(ending.events()).anyMatch(line -> line.contains(BROKEN_OFF));
  }

  @Test
  void killedAtRandomMomentsTheRotationEndsAsIfNothingHadHappened() throws Exception {
    asIfNothingHadHappened(atRandom.get());
  }

  @Test
  void stoppedPolitelyItEndsItsTurnAndResumesItAfterwards() throws Exception {
    asIfNothingHadHappened(politely.get());
  }

  private static void asIfNothingHadHappened(Ending ending) {
    String story = String.join("\n", ending.events());
    JsonNode incident = ending.incidents().path(0);
    JsonNode keys = ending.state().path("signalr").path(0).path("keys");
    assertThat(ending.incidents()).as(story).hasSize(1);
    assertThat(incident.path("verdict").path("reason").asText()).isEqualTo("MANDATORY_NOTICE");
    assertThat(incident.path("rotations")).as("rotations: " + incident).hasSize(1);
    assertThat(incident.path("rotations").path(0).path("ending").asText()).isEqualTo("DONE");
    assertThat(keys.path("primary").asText()).as(story).isEqualTo("primary #2");
    assertThat(keys.path("secondary").asText()).as(story).isEqualTo("secondary #2");
    assertThat(ending.minted()).as("keys ever minted: two at first\n" + story).hasSize(4);
    assertThat(ending.minted()).as("keys that a process printed").noneMatch(story::contains);
    assertThat(Installation.keysInUse(ending.state())).containsOnly("secondary #2");
    assertThat(ending.everybodyBack()).as("every client is connected, none lost").isTrue();
  }

  /** Each is waited for in the process that was started after the kill before it. */
  private static List<TurningPoint> turningPoints() {
    return List.of(
        acknowledged(),
        new TurningPoint("the standby key's regeneration begins", began("regenerate standby")),
        new TurningPoint("Azure regenerates it", now -> now.called("regenerateKey")),
        new TurningPoint("the key is handed out", now -> now.called("putSettings")),
        new TurningPoint("the exposed key's regeneration begins", began("regenerate exposed")),
        new TurningPoint("Azure regenerates that one", now -> now.called("regenerateKey")),
        new TurningPoint("the rotation is closed", began("close")));
  }

  /** Before it, the sender's retries decide, and they may all fail while no process runs. */
  private static TurningPoint acknowledged() {
    return new TurningPoint("the notice is acknowledged", now -> now.called("alert delivered"));
  }

  private static TurningPoint.Sign began(String words) {
    return now -> now.happened("started", words);
  }

  private static Ending killAtTurningPoints(Path folder) throws Exception {
    try (Installation installation = Installation.open(folder)) {
      installation.serve();
      installation.notice();
      for (TurningPoint point : turningPoints()) {
        installation.await(point);
        installation.kill(point.name());
        installation.serve();
      }
      return ending(installation);
    }
  }

  /** All pauses together are shorter than an undisturbed rotation, so that each hits it. */
  private static Ending killAtRandom(Path folder) throws Exception {
    Random random = new Random(SEED);
    try (Installation installation = Installation.open(folder)) {
      installation.serve();
      installation.notice();
      installation.await(acknowledged());
      for (int i = 0; i < RANDOM_KILLS; i++) {
        Duration pause = Duration.ofMillis(random.nextInt(9_000));
        installation.pause(pause);
        installation.kill("after " + pause);
        installation.serve();
      }
      return ending(installation);
    }
  }

  private static Ending stopPolitely(Path folder) throws Exception {
    try (Installation installation = Installation.open(folder)) {
      ServedRekey served = installation.serve();
      installation.notice();
      installation.await(new TurningPoint("Azure regenerates", now -> now.called("regenerateKey")));
      OptionalInt code = served.stop(POLITELY);
      assertThat(code).as("exit code, %s", served.output()).hasValue(128 + 15);
      assertThat(served.output()).noneMatch(line -> line.matches(".*( ERROR |Exception).*"));
      ServedRekey next = installation.serve();
      Ending ending = ending(installation);
      assertThat(next.output()).noneMatch(line -> line.contains(BROKEN_OFF));
      return ending;
    }
  }

  private static Ending ending(Installation installation) throws InterruptedException {
    installation.awaitClosed();
    List<String> story = new ArrayList<>(installation.story());
    return new Ending(
        installation.incidents(),
        installation.state(),
        installation.minted(),
        installation.everybodyBack(),
        story);
  }
}
