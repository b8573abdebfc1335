package io.github.rekey.cli;

import java.util.List;
import java.util.Map;

/** A play: what goes wrong in the simulated Azure, and what must be true at the end. */
interface Scenario {
  String name();

  /** One sentence: what happens. */
  String story();

  /** Makes it happen; returns when everything has been raised. */
  void play(Stage stage);

  Ending ending();

  /** What else must be true at the end, beside what every scenario's ending demands. */
  default List<DrillResult.Check> demands(DrillResult result) {
    return List.of();
  }

  /** Whether the sandbox needs a consumer of every kind. */
  default boolean everything() {
    return false;
  }

  /** Whether a second installation, which knows nothing of the first, looks after the resource. */
  default boolean twice() {
    return false;
  }

  /** Whether it is played on many light resources instead of one with clients. */
  default boolean ofAFleet() {
    return false;
  }

  /**
   * What the world must be like once the scenario is over.
   *
   * @param verdicts reasons that must have been given, in this order, others may lie between
   * @param keys label of the key in each slot at the end: a key too many or too few shows
   * @param rejected labels of keys that the data plane must refuse at the end
   * @param unlisted name of a consumer that must be found before its key is replaced; blank for
   *     none
   * @param newKey true if every instance must sign with a key that did not exist before
   */
  record Ending(
      List<String> verdicts,
      Map<String, String> keys,
      List<String> rejected,
      String unlisted,
      boolean newKey) {
    Ending(List<String> verdicts, Map<String, String> keys, List<String> rejected, boolean newKey) {
      this(verdicts, keys, rejected, "", newKey);
    }
  }
}
