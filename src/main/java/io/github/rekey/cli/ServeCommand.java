package io.github.rekey.cli;

import io.github.rekey.ConfigurationFile;
import io.github.rekey.Rekey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the service until it is told to stop. */
@Command(name = "serve", description = "Run the service.")
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      defaultValue = "rekey.yaml",
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path config = Path.of("rekey.yaml");

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    CountDownLatch stop = new CountDownLatch(1);
    Rekey rekey = Rekey.start(new ConfigurationFile(System.getenv()).read(config));
    Thread closer = new Thread(() -> close(rekey, stop), "shutdown");
    Runtime.getRuntime().addShutdownHook(closer);
    out.printf("listening at %s%n", rekey.url());
    if (rekey.tokenWasMade()) {
      out.printf("token of the API, made for this run: %s%n", rekey.token());
    }
    out.flush();
    stop.await();
    return Main.DONE;
  }

  private static void close(Rekey rekey, CountDownLatch stop) {
    rekey.close();
    stop.countDown();
  }
}
