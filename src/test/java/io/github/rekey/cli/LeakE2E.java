package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.Rekey;
import io.github.rekey.sandbox.Description;
import io.github.rekey.sandbox.Sandbox;
import io.github.rekey.sandbox.SandboxOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whole incidents, after which every place that a person or a program can read is searched. */
class LeakE2E {
  private static final String PLANTED = "8pLaNt3d".repeat(10) + "kEy+/9";
  @TempDir Path folder;

  /** What an incident leaves behind. */
  private record Traces(
      List<String> keys,
      Map<String, String> secrets,
      String apiToken,
      String output,
      Map<String, String> bodies,
      boolean passed) {}

  @Test
  void noKeyEverMintedShowsAnywhere() throws Exception {
    List<Traces> all;
    String log;
    String said;
    try (Eavesdropper ear = new Eavesdropper()) {
      all =
          together(
              new Drill.Wishes(Scenarios.MANDATORY_REGENERATION, 12, 1L, false),
              new Drill.Wishes(Scenarios.EVERYTHING, 12, 1L, false),
              new Drill.Wishes(Scenarios.LEAKED_KEY, 12, null, true));
      log = ear.log();
      said = ear.said();
    }
    assertThat(all).extracting(Traces::passed).as(log).containsOnly(true);
    assertThat(log).as("what was heard").contains("INFO io.github.rekey.Story", "DEBUG ");
    assertThat(all.get(0).keys()).as("minted keys").hasSizeGreaterThanOrEqualTo(4);

    KeyHunt hunt = hunt(all);
    List<String> found = new ArrayList<>(hunt.in(folder));
    found.addAll(hunt.in("log", log));
    found.addAll(hunt.in("standard output", said));
    for (Traces traces : all) {
      found.addAll(hunt.in("drill", traces.output()));
      traces.bodies().forEach((path, body) -> found.addAll(hunt.in(path, body)));
    }
    found.addAll(apiTokenIn(all, log));
    assertThat(found).isEmpty();
  }

  @Test
  void aPlantedKeyIsFoundWhereverItStands() throws Exception {
    KeyHunt hunt = new KeyHunt().secret("planted key", PLANTED);
    try (Eavesdropper ear = new Eavesdropper()) {
      LoggerFactory.getLogger("io.github.rekey.azure.Planted")
          .debug("a call failed", new IllegalStateException("AccessKey=" + PLANTED));
      System.out.println("AccessKey=" + PLANTED);
      assertThat(hunt.in("log", ear.log())).isNotEmpty();
      assertThat(hunt.in("standard output", ear.said())).isNotEmpty();
    }
    Files.write(folder.resolve("wide"), ("x" + PLANTED).getBytes(StandardCharsets.UTF_16LE));
    Files.writeString(folder.resolve("base64"), base64("AccessKey=" + PLANTED + ";Version=1.0;"));
    Files.writeString(
        folder.resolve("url"), "?key=" + PLANTED.replace("+", "%2B").replace("/", "%2F"));
    Files.writeString(
        folder.resolve("token"), "Bearer " + base64("{\"alg\":\"HS256\"}") + ".e30xMjM0NTY.c2ln");
    plantInDatabase(folder.resolve("journal"));
    assertThat(hunt.in(folder))
        .anyMatch(line -> line.contains("wide") && line.contains("planted key"))
        .anyMatch(line -> line.contains("base64") && line.contains("Base64"))
        .anyMatch(line -> line.contains("url") && line.contains("encoded for a URL"))
        .anyMatch(line -> line.contains("token") && line.contains("looks like a token"))
        .anyMatch(line -> line.contains("journal.mv.db") && line.contains("planted key"))
        .noneMatch(line -> line.contains(PLANTED));
  }

  @Test
  void whatIsNoSecretIsNotFound() {
    KeyHunt hunt = new KeyHunt().secret("planted key", PLANTED);
    assertThat(hunt.in("a text", "secondary key key-8e3e083df9d1 is now key-a8a7e198413a"))
        .isEmpty();
  }

  private static void plantInDatabase(Path file) throws Exception {
    try (Connection database = DriverManager.getConnection("jdbc:h2:file:" + file, "sa", "")) {
      database.createStatement().execute("create table note (text varchar(4000))");
      database.createStatement().execute("insert into note values ('AccessKey=" + PLANTED + "')");
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<Traces> together(Drill.Wishes... wishes) throws Exception {
    ExecutorService players = Executors.newFixedThreadPool(wishes.length);
    try {
      List<Future<Traces>> playing = new ArrayList<>();
      for (Drill.Wishes each : wishes) {
        playing.add(players.submit(() -> play(each)));
      }
      List<Traces> all = new ArrayList<>();
      for (Future<Traces> each : playing) {
        all.add(each.get());
      }
      return all;
    } finally {
      players.shutdownNow();
    }
  }

  private Traces play(Drill.Wishes wishes) throws Exception {
    Path work = folder.resolve(wishes.scenario().toString());
    Files.createDirectories(work);
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    Screen screen = new Screen(out, false);
    SandboxOptions options =
        SandboxOptions.defaults()
            .withClients(wishes.clients())
            .withEverything(wishes.scenario().everything());
    try (Sandbox sandbox = Sandbox.start(options)) {
      assertThat(sandbox.awaitClients(Duration.ofMinutes(2))).isTrue();
      Description description = sandbox.describe(work.resolve("ca.pem"));
      SandboxConfiguration configuration = new SandboxConfiguration(description, work);
      try (Service service = Service.start(configuration.read(0))) {
        DrillResult result =
            new Drill(wishes, work, out, screen).play(sandbox, service, configuration);
        Rekey rekey = service.running();
        out.println(result.table(screen) + result.json());
        return new Traces(
            sandbox.mintedKeys(),
            secrets(description),
            rekey.token(),
            text.toString(),
            new Crawl(rekey.url(), rekey.token()).everything(),
            result.passed());
      }
    }
  }

  private static Map<String, String> secrets(Description description) {
    Map<String, String> secrets = new TreeMap<>(new SandboxConsumers(description).environment());
    secrets.put("client secret", description.text("clientSecret"));
    secrets.put("Service Bus key", busKey(description.text("serviceBus")));
    return secrets;
  }

  private static String busKey(String connection) {
    String key = connection.replaceAll(".*SharedAccessKey=([^;]+).*", "$1");
    assertThat(key).hasSizeGreaterThan(8).doesNotContain("Endpoint");
    return key;
  }

  private static KeyHunt hunt(List<Traces> all) {
    KeyHunt hunt = new KeyHunt();
    for (Traces traces : all) {
      traces.secrets().forEach(hunt::secret);
      for (int i = 0; i < traces.keys().size(); i++) {
        hunt.secret("minted key " + (i + 1), traces.keys().get(i));
      }
    }
    return hunt;
  }

  /** Only a drill for people prints it: as part of the live page's address. */
  private List<String> apiTokenIn(List<Traces> all, String log) {
    KeyHunt hunt = new KeyHunt();
    all.forEach(traces -> hunt.secret("token of the API", traces.apiToken()));
    List<String> found = new ArrayList<>(hunt.in(folder));
    found.addAll(hunt.in("log", log));
    all.forEach(t -> t.bodies().forEach((path, body) -> found.addAll(hunt.in(path, body))));
    return found;
  }
}
