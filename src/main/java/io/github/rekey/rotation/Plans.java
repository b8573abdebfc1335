package io.github.rekey.rotation;

import static io.github.rekey.rotation.Role.EXPOSED;
import static io.github.rekey.rotation.Role.STANDBY;

import java.util.ArrayList;
import java.util.List;

/**
 * Composes plans: four lists of the same steps. Generations are names of targets: those of one are
 * delivered together, the next only when all of these are done.
 */
public final class Plans {
  private final Timing timing;

  public Plans(Timing timing) {
    this.timing = timing;
  }

  /** Everybody moves to the standby key; then the exposed one is replaced. */
  public Plan standbyFirst(KeySlot standby, List<List<String>> generations) {
    List<Step> steps = new ArrayList<>();
    steps.add(proof(StepKind.TAKE_BASELINE, STANDBY));
    steps.add(proof(StepKind.SEARCH_HOLDERS, STANDBY));
    steps.add(regenerate(STANDBY));
    handOut(steps, generations);
    steps.add(consumers(StepKind.PROVE_CONSUMERS));
    steps.add(proof(StepKind.SEARCH_HOLDERS, EXPOSED));
    steps.add(regenerate(EXPOSED));
    steps.add(proof(StepKind.PROVE_REJECTED, EXPOSED));
    return finish(PlanKind.STANDBY_FIRST, standby, steps);
  }

  /** A key that already works goes to everybody; nothing is regenerated. */
  public Plan redistribute(KeySlot to, List<List<String>> generations) {
    List<Step> steps = new ArrayList<>();
    steps.add(proof(StepKind.TAKE_BASELINE, STANDBY));
    handOut(steps, generations);
    steps.add(consumers(StepKind.PROVE_CONSUMERS));
    steps.add(close());
    return new Plan(PlanKind.REDISTRIBUTE, to, List.copyOf(steps));
  }

  /** The key that nobody uses is replaced; nobody has to move. */
  public Plan replaceUnused(KeySlot unused) {
    List<Step> steps = new ArrayList<>();
    steps.add(proof(StepKind.TAKE_BASELINE, STANDBY));
    steps.add(proof(StepKind.SEARCH_HOLDERS, EXPOSED));
    steps.add(regenerate(EXPOSED));
    steps.add(proof(StepKind.PROVE_ACCEPTED, EXPOSED));
    steps.add(proof(StepKind.PROVE_REJECTED, EXPOSED));
    return finish(PlanKind.REPLACE_UNUSED, unused.other(), steps);
  }

  /** Both keys are in wrong hands: both die as soon as the new one is handed out. */
  public Plan compromise(KeySlot standby, List<List<String>> generations) {
    List<Step> steps = new ArrayList<>();
    steps.add(proof(StepKind.TAKE_BASELINE, STANDBY));
    steps.add(regenerate(STANDBY));
    handOut(steps, generations);
    steps.add(regenerate(EXPOSED));
    steps.add(proof(StepKind.PROVE_REJECTED, STANDBY));
    steps.add(proof(StepKind.PROVE_REJECTED, EXPOSED));
    return finish(PlanKind.COMPROMISE, standby, steps);
  }

  private void handOut(List<Step> steps, List<List<String>> generations) {
    steps.add(proof(StepKind.PROVE_ACCEPTED, STANDBY));
    for (List<String> targets : generations) {
      steps.add(new Step(StepKind.DISTRIBUTE, STANDBY, targets, timing.distribute()));
    }
    steps.add(proof(StepKind.PROVE_TARGETS_HOLD, STANDBY));
  }

  private Plan finish(PlanKind kind, KeySlot standby, List<Step> steps) {
    steps.add(consumers(StepKind.PROVE_CLIENTS_STAY));
    steps.add(close());
    return new Plan(kind, standby, List.copyOf(steps));
  }

  private Step regenerate(Role role) {
    return new Step(StepKind.REGENERATE, role, List.of(), timing.regenerate());
  }

  private Step proof(StepKind kind, Role role) {
    return new Step(kind, role, List.of(), timing.proof());
  }

  private Step consumers(StepKind kind) {
    return new Step(kind, STANDBY, List.of(), timing.consumers());
  }

  private Step close() {
    return new Step(StepKind.CLOSE, STANDBY, List.of(), timing.proof());
  }
}
