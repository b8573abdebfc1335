package io.github.rekey.azure;

import io.github.rekey.azure.NegotiateSight.Signer;
import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.Coverage;
import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ProofAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Met once every instance of an app signs with the new key. By the same look it tells whether an
 * instance signs with a key that is about to be replaced.
 */
public final class NegotiateProof implements Proof {
  private static final int NAMED = 3;
  private final NegotiateSight sight;
  private final Fingerprinter fingerprinter;

  public NegotiateProof(NegotiateSight sight, Fingerprinter fingerprinter) {
    this.sight = sight;
    this.fingerprinter = fingerprinter;
  }

  @Override
  public String name() {
    return "negotiate:" + sight.app();
  }

  @Override
  public ProofAnswer look(Expectation expectation) {
    NegotiateSight.Sighting sighting =
        sight.sighting(
            expectation.key().key(),
            List.of(expectation.listed().primary(), expectation.listed().secondary()));
    Map<String, Signer> seen = sighting.signers();
    if (seen.isEmpty()) {
      return new ProofAnswer.NotYet("an instance of " + sight.app());
    }
    int met = (int) seen.values().stream().filter(s -> s == Signer.NEW).count();
    Coverage coverage = new Coverage(met, seen.size(), sighting.sampled() ? seen.size() : 0);
    Fingerprint key = fingerprinter.of(expectation.key().key());
    String count = met + " of " + seen.size() + " instances sign with " + key;
    return met == seen.size()
        ? new ProofAnswer.Met(count, coverage)
        : new ProofAnswer.NotYet(count + "; " + laggards(seen), coverage);
  }

  @Override
  public Optional<String> userOf(AccessKey key) {
    return sight.userOf(key);
  }

  private static String laggards(Map<String, Signer> seen) {
    return seen.entrySet().stream()
        .filter(e -> e.getValue() != Signer.NEW)
        .limit(NAMED)
        .map(e -> e.getKey() + " " + words(e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String words(Signer signer) {
    return switch (signer) {
      case NEW -> "signs with the new key";
      case OTHER -> "signs with the other key";
      case NEITHER -> "signs with neither listed key";
      case NO_ANSWER -> "gives no token";
    };
  }
}
