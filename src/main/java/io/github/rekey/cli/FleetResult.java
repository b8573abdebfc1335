package io.github.rekey.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.sandbox.fleet.FleetSandbox;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a mass event left behind, held against what is demanded and what Azure's limits allow. */
record FleetResult(
    FleetDrill.Wishes wishes, Duration took, boolean back, JsonNode standing, Left left)
    implements DrillOutcome {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WRITES = Set.of("listKeys", "regenerateKey");
  private static final Set<String> READS =
      Set.of("getSignalR", "metrics", "operationStatus", "operationResult");
  private static final double MOST_REFUSED = 0.001;

  /** The goal for the makespan, as a share of the floor. */
  private static final double GOAL = 1.05;

  /** The world afterwards. */
  record Left(
      Map<String, Integer> calls, int replacedOnce, List<Duration> firstActions, int members) {
    static Left of(FleetSandbox sandbox, Map<String, Integer> before) {
      Map<String, Integer> calls = new LinkedHashMap<>();
      sandbox
          .calls()
          .forEach((name, count) -> calls.put(name, count - before.getOrDefault(name, 0)));
      List<FleetSandbox.Member> members = sandbox.members();
      int once = (int) members.stream().filter(FleetSandbox.Member::replacedOnce).count();
      List<Duration> actions =
          members.stream().flatMap(member -> member.helpedAfter().stream()).sorted().toList();
      return new Left(calls, once, actions, members.size());
    }

    int of(Set<String> names) {
      return names.stream().mapToInt(name -> calls.getOrDefault(name, 0)).sum();
    }
  }

  private int writes() {
    return left.of(WRITES);
  }

  private int reads() {
    return left.of(READS);
  }

  private int refused() {
    return left.calls().getOrDefault("throttled", 0);
  }

  private double refusedShare() {
    return refused() / (double) Math.max(1, writes() + reads());
  }

  /** Before this the limits do not let the last call out. */
  private double floorSeconds() {
    double byWrites = (writes() - 200) / (10 * wishes.pace());
    double byReads = (reads() - 250) / (25 * wishes.pace());
    return Math.max(0.1, Math.max(byWrites, byReads));
  }

  private double seconds() {
    return took.toMillis() / 1000.0;
  }

  private double p95() {
    List<Duration> all = left.firstActions();
    return all.isEmpty() ? 0 : all.get((int) (all.size() * 0.95)).toMillis() / 1000.0;
  }

  private List<DrillResult.Check> checks() {
    int done = standing.path("done").asInt();
    return List.of(
        new DrillResult.Check(
            "%d of %d incidents are closed, none asks".formatted(left.members(), left.members()),
            done == left.members() && standing.path("asking").asInt() == 0),
        new DrillResult.Check(
            "both keys of every resource were replaced once, and no more",
            left.replacedOnce() == left.members()
                && left.calls().getOrDefault("regenerateKey", 0) == 2 * left.members()),
        new DrillResult.Check("every process is connected with a key that works", back),
        new DrillResult.Check(
            "at most 0.1 % of the calls were refused with 429", refusedShare() <= MOST_REFUSED));
  }

  @Override
  public boolean passed() {
    return checks().stream().allMatch(DrillResult.Check::met);
  }

  @Override
  public String table(Screen screen) {
    StringBuilder text = new StringBuilder();
    row(text, "%nResource Manager's limits");
    row(text, "  %-30s %d writes, %d reads", "calls", writes(), reads());
    row(
        text,
        "  %-30s %.2f writes, %.2f reads",
        "calls a resource",
        writes() / (double) left.members(),
        reads() / (double) left.members());
    row(text, "  %-30s %d (%.3f %%)", "refused with 429", refused(), 100 * refusedShare());
    row(text, "  %-30s %.1f s", "floor by the limits", floorSeconds());
    row(
        text,
        "  %-30s %.1f s, %.3f of the floor (goal %.2f: %s)",
        "makespan",
        seconds(),
        seconds() / floorSeconds(),
        GOAL,
        seconds() <= GOAL * floorSeconds()
            ? "met"
            : "missed, so that the limits are not the limit");
    row(
        text,
        "  %-30s %d, p95 %.1f s after it broke (goal 5 s)",
        "broken ones first helped",
        left.firstActions().size(),
        p95());
    row(text, "%n%s", screen.bold(passed() ? "Proved" : "NOT proved"));
    for (DrillResult.Check check : checks()) {
      row(text, "  %s %s", check.met() ? screen.green("yes") : screen.red("NO "), check.demand());
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
  }

  @Override
  public String json() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("scenario", "fleet");
    result.put("passed", passed());
    result.put("checks", checks());
    result.put("resources", left.members());
    result.put("pace", wishes.pace());
    result.put("writes", writes());
    result.put("reads", reads());
    result.put("throttled", refused());
    result.put("floorSeconds", floorSeconds());
    result.put("makespanSeconds", seconds());
    result.put("brokenFirstHelpedP95Seconds", p95());
    try {
      return JSON.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the result is not JSON", e);
    }
  }
}
