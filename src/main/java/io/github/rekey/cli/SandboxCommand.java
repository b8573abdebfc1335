package io.github.rekey.cli;

import io.github.rekey.Rekey;
import io.github.rekey.sandbox.Description;
import io.github.rekey.sandbox.Sandbox;
import io.github.rekey.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps a simulated Azure with Rekey beside it running, for looking round. */
@Command(
    name = "sandbox",
    description = "Run a simulated Azure with Rekey beside it until interrupted.")
final class SandboxCommand implements Callable<Integer> {
  private static final Duration CONNECT_WITHIN = Duration.ofMinutes(2);
  @Spec private CommandSpec spec;

  @Option(
      names = "--describe",
      paramLabel = "FILE",
      description = "Write every endpoint, id and credential of the sandbox as JSON.")
  private @Nullable Path describe;

  @Option(
      names = "--clients",
      defaultValue = "50",
      description = "Real SignalR clients to connect (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(names = "--port", defaultValue = "8080", description = "Rekey's port, 0 for any.")
  private int port;

  @Option(
      names = "--everything",
      description = "With a consumer of every kind, and one that rekey.yaml does not list.")
  private boolean everything;

  @Option(names = "--alone", description = "Without Rekey; write its rekey.yaml beside FILE.")
  private boolean alone;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createDirectories(folder());
    SandboxOptions options =
        SandboxOptions.defaults().withClients(clients).withEverything(everything);
    try (Sandbox sandbox = Sandbox.start(options)) {
      sandbox.awaitClients(CONNECT_WITHIN);
      Description description = sandbox.describe(folder.resolve("ca.pem"));
      SandboxConfiguration configuration = new SandboxConfiguration(description, folder);
      if (alone) {
        tell(description.with("rekeyConfig", configuration.write(port).toString()));
        waitForEver();
      }
      try (Rekey rekey = Rekey.start(configuration.read(port))) {
        connect(sandbox, rekey);
        tell(
            description
                .with("rekey", rekey.url().toString())
                .with("rekeyToken", rekey.token())
                .with("eventGridWebhook", rekey.url() + "/hooks/eventgrid")
                .with("azureMonitorWebhook", rekey.url() + "/hooks/azure-monitor"));
        waitForEver();
      }
    }
    return Main.DONE;
  }

  private Path folder() throws IOException {
    Path file = describe;
    return file == null
        ? Files.createTempDirectory("rekey-sandbox-")
        : Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  private static void connect(Sandbox sandbox, Rekey rekey) {
    ControlClient control = new ControlClient(sandbox.control().controlUrl(), sandbox.trust());
    control.eventsToTheQueue();
    control.alertsTo(rekey.url());
  }

  private void tell(Description description) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    description.values().forEach((key, value) -> out.printf("%-20s %s%n", key, value));
    out.println("try: curl -k -X POST " + description.text("control") + "/notices -d '{}'");
    out.flush();
    if (describe != null) {
      Files.writeString(describe, description.json());
    }
  }

  private static void waitForEver() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
