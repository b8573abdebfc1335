package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.fleet.FleetSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A mass event: one notice for a region with many resources, some of which break on the way. The
 * sandbox throttles as Azure does, on a clock that is compressed, and Rekey is told of that.
 */
final class FleetDrill {
  private static final Duration END_WITHIN = Duration.ofMinutes(20);
  private static final Duration MEASURED = Duration.ofSeconds(5);
  private static final Duration LINE = Duration.ofSeconds(5);
  private static final Duration OPERATION = Duration.ofSeconds(1);

  /** Every so many-th resource breaks. */
  private static final int BREAKS = 50;

  /** What was asked for. */
  record Wishes(int resources, double pace, boolean json) {}

  private final Wishes wishes;
  private final Path folder;
  private final Screen screen;

  FleetDrill(Wishes wishes, Path folder, Screen screen) {
    this.wishes = wishes;
    this.folder = folder;
    this.screen = screen;
  }

  FleetResult play() throws IOException {
    say(
        "Starting a simulated Azure with %d SignalR resources; its limits are the documented ones"
            + " on a clock %.0f times as fast: 200 writes + %.0f/s, 250 reads + %.0f/s",
        wishes.resources(), wishes.pace(), 10 * wishes.pace(), 25 * wishes.pace());
    Path files = Files.createDirectories(folder.resolve("apps"));
    var options = new FleetSandbox.Options(wishes.resources(), wishes.pace(), OPERATION);
    try (FleetSandbox sandbox = FleetSandbox.start(options, files);
        Service service =
            Service.start(new FleetConfiguration(sandbox, wishes.pace(), folder).read())) {
      say("Live page: %s/#token=%s", service.running().url(), service.running().token());
      return play(sandbox, service);
    }
  }

  private FleetResult play(FleetSandbox sandbox, Service service) {
    ControlClient control = new ControlClient(sandbox.control().controlUrl(), sandbox.trust());
    control.alertsTo(service.running().url());
    Waiting.pause(MEASURED);
    Map<String, Integer> before = sandbox.calls();
    long start = System.nanoTime();
    control.post("/notices", Map.of("region", sandbox.control().options().region()));
    boolean taken = Waiting.until(END_WITHIN, () -> total(service) == wishes.resources());
    say("The notice is taken in: %d incidents", total(service));
    for (int i = BREAKS / 2; i < wishes.resources(); i += BREAKS) {
      sandbox.breakDown(i);
      control.post("/alerts/metric", Map.of("resource", sandbox.members().get(i).name()));
    }
    JsonNode last = follow(service);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    boolean back =
        Waiting.until(
            Duration.ofSeconds(10),
            () -> sandbox.members().stream().allMatch(FleetSandbox.Member::connected));
    screen.clearStatus();
    return new FleetResult(wishes, took, taken && back, last, FleetResult.Left.of(sandbox, before));
  }

  private static int total(Service service) {
    return service.api().get("/api/v1/forecast").path("total").asInt();
  }

  /** Tells how far it is until nothing is left that goes on by itself. */
  private JsonNode follow(Service service) {
    long end = System.nanoTime() + END_WITHIN.toNanos();
    long told = System.nanoTime();
    JsonNode last = service.api().get("/api/v1/forecast");
    JsonNode forecast = last;
    while (forecast.hasNonNull("finish") && System.nanoTime() < end) {
      screen.status(ForecastLine.words(forecast));
      if (System.nanoTime() - told > LINE.toNanos()) {
        told = System.nanoTime();
        say("%s", ForecastLine.words(forecast));
      }
      Waiting.pause(Duration.ofMillis(250));
      last = forecast;
      forecast = service.api().get("/api/v1/forecast");
    }
    return forecast.path("total").asInt() == 0 ? last : forecast;
  }

  private void say(String format, Object... arguments) {
    if (!wishes.json()) {
      screen.line(format.formatted(arguments));
    }
  }
}
