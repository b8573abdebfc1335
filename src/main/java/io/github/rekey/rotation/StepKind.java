package io.github.rekey.rotation;

import io.github.rekey.rotation.CallBudget.Cost;

/** The kinds of step that plans are made of; an effectful one changes the world. */
public enum StepKind {
  TAKE_BASELINE("take baseline", false, new Cost(1, 0)),
  REGENERATE("regenerate", true, new Cost(2, 4)),
  PROVE_ACCEPTED("prove accepted", false, Cost.NONE),
  DISTRIBUTE("distribute", true, Cost.NONE),
  PROVE_TARGETS_HOLD("prove targets hold it", false, Cost.NONE),
  PROVE_CONSUMERS("prove consumers use it", false, new Cost(1, 0)),
  SEARCH_HOLDERS("search for unknown holders", false, Cost.NONE),
  PROVE_REJECTED("prove old key rejected", false, Cost.NONE),
  PROVE_CLIENTS_STAY("prove clients still there", false, new Cost(1, 0)),
  CLOSE("close", true, Cost.NONE);

  private final String words;
  private final boolean effectful;
  private final Cost cost;

  StepKind(String words, boolean effectful, Cost cost) {
    this.words = words;
    this.effectful = effectful;
    this.cost = cost;
  }

  /** Management calls that an attempt at it makes as a rule; its targets' own are not counted. */
  Cost cost() {
    return cost;
  }

  /** True if an attempt that broke off may have changed the world. */
  public boolean effectful() {
    return effectful;
  }

  public String words() {
    return words;
  }
}
