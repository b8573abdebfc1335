package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.Description;
import io.github.rekey.sandbox.Sandbox;
import io.github.rekey.sandbox.SandboxOptions;
import io.github.rekey.sandbox.swarm.Report;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One drill: starts both sides, plays, waits for the end, and looks at what is left. */
final class Drill {
  private static final Duration BETWEEN_STREAMS = Duration.ofMillis(20);

  /** What was asked for. */
  record Wishes(Scenario scenario, int clients, @Nullable Long seed, boolean json) {}

  private final Wishes wishes;
  private final Path folder;
  private final PrintWriter out;
  private final Screen screen;
  private final Clock clock = Clock.systemUTC();
  private volatile boolean over;

  Drill(Wishes wishes, Path folder, PrintWriter out, Screen screen) {
    this.wishes = wishes;
    this.folder = folder;
    this.out = out;
    this.screen = screen;
  }

  DrillResult play() throws InterruptedException {
    say("Starting a simulated Azure with %d real SignalR clients", wishes.clients());
    SandboxOptions options =
        SandboxOptions.defaults()
            .withClients(wishes.clients())
            .withEverything(wishes.scenario().everything());
    try (Sandbox sandbox = Sandbox.start(options);
        Watch watch = new Watch(sandbox, screen)) {
      if (!sandbox.awaitClients(Stage.PATIENCE)) {
        throw new IllegalStateException("the clients did not connect within " + Stage.PATIENCE);
      }
      Description description = sandbox.describe(folder.resolve("ca.pem"));
      SandboxConfiguration configuration = new SandboxConfiguration(description, folder);
      try (Service service = Service.start(configuration.read(0))) {
        return play(sandbox, service, configuration);
      }
    }
  }

  /** The same between two sides that somebody else started. */
  DrillResult play(Sandbox sandbox, Service service, SandboxConfiguration configuration) {
    if (!wishes.scenario().twice()) {
      return play(sandbox, List.of(service), configuration);
    }
    try (Service second = Service.start(configuration.beside().read(0))) {
      return play(sandbox, List.of(service, second), configuration);
    }
  }

  private DrillResult play(
      Sandbox sandbox, List<Service> services, SandboxConfiguration configuration) {
    Stage stage = new Stage(sandbox, services, configuration);
    stage.connect();
    Service service = services.get(0);
    say("Live page: %s/#token=%s", service.running().url(), service.running().token());
    say("%s: %s", wishes.scenario(), wishes.scenario().story());
    Timeline timeline = new Timeline(out, screen, wishes.json(), clock);
    List<Thread> readers = follow(services, timeline);
    JsonNode before = stage.control().state();
    Long seed = wishes.seed();
    if (seed != null) {
      say("Faults: %s", new FaultScript(seed).write(stage.control()));
    }
    wishes.scenario().play(stage);
    boolean ended = stage.await(() -> quiet(stage, timeline));
    stage.await(() -> everybodyBack(sandbox.clients()));
    stage.pause(Duration.ofSeconds(1));
    over = true;
    readers.forEach(Thread::interrupt);
    screen.clearStatus();
    return new DrillResult(
        wishes,
        ended,
        timeline.moments(),
        before,
        stage.control().state(),
        sandbox.clients().totals(),
        stage.incidents(),
        stage.seen());
  }

  /** Where there are several installations, each is told by its number. */
  private List<Thread> follow(List<Service> services, Timeline timeline) {
    List<Thread> readers = new ArrayList<>();
    for (Service service : services) {
      String speaker = services.size() == 1 ? "" : "rekey " + (readers.size() + 1);
      Thread reader = new Thread(() -> read(service, speaker, timeline), "timeline");
      reader.setDaemon(true);
      reader.start();
      service.afterStop(reader::interrupt);
      readers.add(reader);
    }
    return readers;
  }

  /**
   * Until the drill is over: a Rekey that is started anew has a stream of its own, and an interrupt
   * says that the old one has ended.
   */
  private void read(Service service, String speaker, Timeline timeline) {
    while (!over) {
      Thread.interrupted();
      try {
        service.api().lines("/api/v1/stream").forEach(line -> timeline.line(speaker, line));
      } catch (ApiClient.Unreachable | ApiClient.Refused | UncheckedIOException ended) {
        LockSupport.parkNanos(BETWEEN_STREAMS.toNanos());
      }
    }
  }

  /** All verdicts were given, and no incident is open any more. */
  private boolean quiet(Stage stage, Timeline timeline) {
    List<String> reasons =
        timeline.moments().stream()
            .filter(m -> !m.kind().equals("ended"))
            .map(Timeline.Moment::reason)
            .toList();
    if (!reasons.containsAll(wishes.scenario().ending().verdicts())) {
      return false;
    }
    JsonNode incidents = stage.incidents();
    for (JsonNode incident : incidents) {
      if (!incident.path("state").asText().equals("CLOSED")) {
        return false;
      }
    }
    return !incidents.isEmpty();
  }

  private static boolean everybodyBack(Report report) {
    return report.totals().connected() == report.totals().clients();
  }

  private void say(String format, Object... arguments) {
    if (!wishes.json()) {
      screen.line(screen.bold(format.formatted(arguments)));
    }
  }
}
