package io.github.rekey.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.sandbox.swarm.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a drill left behind, held against what its scenario demands.
 *
 * @param seen what the play saw while it was played
 */
record DrillResult(
    Drill.Wishes wishes,
    boolean ended,
    List<Timeline.Moment> moments,
    JsonNode before,
    JsonNode after,
    Report.Totals clients,
    JsonNode incidents,
    List<Check> seen)
    implements DrillOutcome {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One demand and whether it is met. */
  record Check(String demand, boolean met) {}

  @Override
  public boolean passed() {
    return checks().stream().allMatch(Check::met);
  }

  List<Check> checks() {
    Scenario.Ending demanded = wishes.scenario().ending();
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("every incident came to its end", ended));
    checks.add(new Check("verdicts: " + String.join(", ", demanded.verdicts()), verdictsGiven()));
    checks.add(
        new Check(
            "all %d clients are connected, none lost for good".formatted(wishes.clients()),
            clients.connected() == wishes.clients() && clients.lost() == 0));
    JsonNode resource = after.path("signalr").path(0);
    demanded
        .keys()
        .forEach(
            (slot, label) ->
                checks.add(
                    new Check(
                        "the %s slot holds %s".formatted(slot, label),
                        resource.path("keys").path(slot).asText().equals(label))));
    if (!demanded.rejected().isEmpty()) {
      checks.add(
          new Check(
              "refused by the data plane: " + String.join(", ", demanded.rejected()),
              rejected(resource, demanded)));
    }
    if (!demanded.unlisted().isEmpty()) {
      checks.add(
          new Check(
              demanded.unlisted() + ", which nobody had listed, was found before its key died",
              foundInTime(demanded.unlisted())));
      checks.add(new Check("whoever is only told of keys was told", everybodyTold()));
    }
    checks.add(
        new Check(
            demanded.newKey() ? "every instance uses a new key" : "every instance kept its key",
            instances(demanded.newKey())));
    checks.addAll(seen);
    checks.addAll(wishes.scenario().demands(this));
    return checks;
  }

  /** In this order, whatever lies between. */
  private boolean verdictsGiven() {
    List<String> open = new ArrayList<>(wishes.scenario().ending().verdicts());
    for (Timeline.Moment moment : moments) {
      if (!open.isEmpty() && moment.reason().equals(open.get(0))) {
        open.remove(0);
      }
    }
    return open.isEmpty();
  }

  /** The rotation stopped for it, and had not replaced the exposed key before. */
  private boolean foundInTime(String unlisted) {
    for (Timeline.Moment moment : moments) {
      if (moment.words().startsWith("regenerate exposed: ") && moment.reason().equals("Done")) {
        return false;
      }
      if (moment.kind().equals("rotation-ended")
          && moment.words().startsWith("failed: UNKNOWN_HOLDER")
          && moment.words().contains(unlisted)) {
        return true;
      }
    }
    return false;
  }

  private boolean everybodyTold() {
    List<String> old = keysOf(before);
    JsonNode told = after.path("told");
    List<String> loaded = new ArrayList<>();
    told.path("webhook").forEach(key -> loaded.add(key.asText()));
    return !loaded.isEmpty()
        && loaded.stream().noneMatch(old::contains)
        && told.path("topic").asInt() > 0;
  }

  private static boolean rejected(JsonNode resource, Scenario.Ending demanded) {
    for (JsonNode accepted : resource.path("accepted")) {
      if (demanded.rejected().contains(accepted.asText())) {
        return false;
      }
    }
    return true;
  }

  private boolean instances(boolean newKey) {
    List<String> old = keysOf(before);
    List<String> now = keysOf(after);
    return now.size() == old.size()
        && now.stream().noneMatch(key -> key.equals("unknown"))
        && (newKey ? now.stream().noneMatch(old::contains) : now.equals(old));
  }

  private static List<String> keysOf(JsonNode state) {
    List<String> keys = new ArrayList<>();
    for (JsonNode app : state.path("apps")) {
      app.path("instances").forEach(instance -> keys.add(instance.path("key").asText()));
    }
    return keys;
  }

  @Override
  public String table(Screen screen) {
    return new DrillTable(this, screen).text();
  }

  @Override
  public String json() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("scenario", wishes.scenario().toString());
    result.put("passed", passed());
    result.put("checks", checks());
    result.put("clients", clients.clients());
    result.put("connected", clients.connected());
    result.put("everDropped", clients.everDropped());
    result.put("lost", clients.lost());
    result.put("longestGapMillis", clients.longestGap().toMillis());
    result.put("before", before);
    result.put("after", after);
    try {
      return JSON.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the result is not JSON", e);
    }
  }
}
