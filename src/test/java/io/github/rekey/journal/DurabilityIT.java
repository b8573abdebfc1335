package io.github.rekey.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;

class DurabilityIT {
  private static final int ENOUGH = 100;

  @RepeatedTest(2)
  void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "killed-");
    String path = directory.resolve("rekey").toString();

    int acknowledged = runUntilKilled(path, directory.resolve("errors.txt"));

    assertThat(acknowledged).isGreaterThanOrEqualTo(ENOUGH);
    try (Database database = Database.open(DatabaseSettings.embedded(path))) {
      assertThat(new JdbcJournal(database).entries(AppendingProcess.ROTATION))
          .hasSizeGreaterThan(acknowledged);
      assertThat(new InboxReader(database).waiting()).isGreaterThan(acknowledged);
    }
  }

  /** Kills the process while it writes; answers the last number that it printed. */
  private static int runUntilKilled(String path, Path errors)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                AppendingProcess.class.getName(),
                path)
            .redirectError(errors.toFile())
            .start();
    int last = -1;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Integer.parseInt(line);
        if (last == ENOUGH) {
          process.destroyForcibly();
        }
      }
    } catch (IOException e) {
      // the stream of a killed process may end in the middle
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return last;
  }
}
