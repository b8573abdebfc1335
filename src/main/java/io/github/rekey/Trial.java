package io.github.rekey;

import io.github.rekey.rotation.CallFailed;
import java.util.List;
import java.util.function.Supplier;

/** One thing to try, independent of others; whatever it throws is a finding too. */
record Trial(String what, Supplier<List<Finding>> look) {

  /** A trial with one finding. */
  static Trial of(String what, Supplier<Finding> look) {
    return new Trial(what, () -> List.of(look.get()));
  }

  List<Finding> run() {
    try {
      return look.get();
    } catch (CallFailed failed) {
      return List.of(Finding.failed(what, failed));
    } catch (RuntimeException unforeseen) {
      return List.of(
          Finding.fail(
              what,
              "failed unforeseen: " + unforeseen.getClass().getSimpleName(),
              "look at the versions of Rekey and Azure's API, and report it with this line"));
    }
  }
}
