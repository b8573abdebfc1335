package io.github.rekey.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Everything that the sandbox can do wrong, in an order and number that a seed decides. */
final class FaultScript {
  private final Random random;

  FaultScript(long seed) {
    this.random = new Random(seed);
  }

  /** Scripts the faults and answers their names. */
  String write(ControlClient control) {
    List<Map<String, Object>> faults = new ArrayList<>();
    faults.add(fault("ARM_THROTTLED", "1", 1 + random.nextInt(3)));
    faults.add(fault("REGENERATE_500_AFTER_EFFECT", "", 1));
    faults.add(fault("REGENERATE_WITHOUT_CHANGE", "", 1));
    faults.add(fault("SLOW_PROPAGATION", Integer.toString(1 + random.nextInt(4)), 1));
    faults.add(fault("TARGET_REFUSES", "", 2));
    faults.add(fault("RESTART_IGNORED", "chat-web", random.nextInt(2)));
    faults.add(fault("BROKER_CUT", "", 1));
    faults.add(fault("DUPLICATE_EVENT", "", 1 + random.nextInt(2)));
    faults.add(fault("REORDERED_EVENT", "", 1));
    faults.removeIf(fault -> Integer.valueOf(0).equals(fault.get("times")));
    Collections.shuffle(faults, random);
    faults.forEach(each -> control.post("/faults", each));
    return String.join(", ", faults.stream().map(FaultScript::words).toList());
  }

  private static Map<String, Object> fault(String kind, String argument, int times) {
    return Map.of("kind", kind, "argument", argument, "times", times);
  }

  private static String words(Map<String, Object> fault) {
    return fault.get("times") + " x " + fault.get("kind");
  }
}
