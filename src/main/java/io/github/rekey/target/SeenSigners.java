package io.github.rekey.target;

import io.github.rekey.azure.NegotiateSight.Signer;
import java.util.Map;

/** What was seen of the keys that an app's instances sign with. */
record SeenSigners(Map<String, Signer> instances) {
  /** Nobody seen is no evidence. */
  boolean allOnTheKey() {
    return !instances.isEmpty() && met() == instances.size();
  }

  String words() {
    return "%d of %d instances sign with it".formatted(met(), instances.size());
  }

  private long met() {
    return instances.values().stream().filter(signer -> signer == Signer.NEW).count();
  }
}
