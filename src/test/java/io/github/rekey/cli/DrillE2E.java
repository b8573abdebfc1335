package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario of the drill, as a person runs it: undisturbed, and with everything going wrong
 * that can. Drills mostly wait, so several are played at once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillE2E {
  private static final int AT_ONCE = 4;
  private final ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);
  private final Map<Play, Future<Run>> plays = new LinkedHashMap<>();

  /** The disturbed ones print JSON, the others text. */
  record Play(Scenarios scenario, boolean faults) {
    Run run(Path work) {
      List<String> command = new ArrayList<>(List.of("drill", "--clients", "12"));
      command.addAll(List.of("--scenario", scenario.toString(), "--work", work.toString()));
      command.addAll(List.of("--resources", "40"));
      if (faults) {
        command.addAll(List.of("--seed", "1", "--json"));
      }
      return Run.of(command);
    }

    @Override
    public String toString() {
      return scenario + (faults ? " with faults" : "");
    }
  }

  /**
   * The longest one begins first; with faults it is played where keys are hunted for. A fleet knows
   * no scripted faults, and is small here: what it measures needs a quiet machine. Two
   * installations would share the scripted faults by chance, so they are played without.
   */
  static Stream<Play> plays() {
    Stream<Play> others =
        Stream.of(true, false)
            .flatMap(faults -> Stream.of(Scenarios.values()).map(s -> new Play(s, faults)))
            .filter(play -> play.scenario() != Scenarios.EVERYTHING)
            .filter(play -> play.scenario() != Scenarios.FLEET || !play.faults())
            .filter(play -> !play.scenario().twice() || !play.faults());
    return Stream.concat(Stream.of(new Play(Scenarios.EVERYTHING, false)), others);
  }

  @BeforeAll
  void begin(@TempDir Path folder) {
    plays()
        .forEach(
            play ->
                plays.put(play, players.submit(() -> play.run(folder.resolve(play.toString())))));
  }

  @AfterAll
  void end() throws InterruptedException {
    players.shutdownNow();
    assertThat(players.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("plays")
  void everyScenarioEndsWithEveryClientBack(Play play) throws Exception {
    Run run = plays.get(play).get();
    assertThat(run.code()).as(run.everything()).isEqualTo(Main.DONE);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aDrillForPeopleEndsWithWhatIsProved() throws Exception {
    Run run = plays.get(new Play(Scenarios.AUTH_FAILURE, false)).get();
    assertThat(run.out())
        .contains("Who used which key", "Proved", "yes every instance uses a new key")
        .doesNotContain("NO ", "\u001b[");
  }

  @Test
  void aDrillForProgramsPrintsNothingButJsonLines() throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line :
        plays.get(new Play(Scenarios.LEAKED_KEY, true)).get().out().lines().toList()) {
      JsonNode read = new ObjectMapper().readTree(line);
      assertThat(read.isObject()).as(line).isTrue();
      lines.add(read);
    }
    JsonNode result = lines.get(lines.size() - 1);
    assertThat(result.path("passed").asBoolean()).isTrue();
    assertThat(result.path("checks")).isNotEmpty();
    assertThat(lines).filteredOn(line -> line.path("kind").asText().equals("verdict")).isNotEmpty();
  }
}
