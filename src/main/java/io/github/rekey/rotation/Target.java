package io.github.rekey.rotation;

import java.util.List;
import java.util.Map;

/**
 * A place that holds the connection string. Every method may throw {@link CallFailed} and may be
 * called again after a crash: it looks before it acts. It changes the AccessKey and nothing else of
 * the stored value.
 */
public interface Target {
  /** Kind and place, fit for a log line: {@code key-vault-secret:kv-demo/signalr}. */
  String name();

  /**
   * The places that it writes to, each by the name that a target on it alone would have: whoever is
   * found there is known.
   */
  default List<String> places() {
    return List.of(name());
  }

  /** What the place holds now. */
  Holding read();

  /**
   * Writes the key where needed, makes the consumers load it, in waves, and answers {@link
   * StepOutcome.Done} once the platform says it is done, {@link StepOutcome.NotYet} while under
   * way.
   *
   * @param notes what earlier looks of the same delivery noted, by key; keys begin with {@link
   *     #name()}
   */
  StepOutcome deliver(NewKey key, Map<String, String> notes, Fence fence);

  /** Makes older values that are still stored (a secret's old versions) unusable; idempotent. */
  void retire(NewKey current, Fence fence);

  /** What a person should know of the place though nothing is wrong; {@code check} shows it. */
  default List<String> remarks() {
    return List.of();
  }
}
