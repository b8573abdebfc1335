package io.github.rekey.rotation;

import java.util.ArrayList;
import java.util.List;

/** A proof with a fixed answer, which remembers what it was told. */
final class Scripted implements Proof {
  private final Sort sort;
  private final ProofAnswer answer;
  final List<Expectation> told = new ArrayList<>();
  private final List<String> looks;

  Scripted(ProofAnswer answer) {
    this(Sort.PASSIVE, answer);
  }

  Scripted(Sort sort, ProofAnswer answer) {
    this(sort, answer, new ArrayList<>());
  }

  Scripted(Sort sort, List<String> looks) {
    this(sort, new ProofAnswer.Met(sort.name()), looks);
  }

  private Scripted(Sort sort, ProofAnswer answer, List<String> looks) {
    this.sort = sort;
    this.answer = answer;
    this.looks = looks;
  }

  @Override
  public Sort sort() {
    return sort;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public ProofAnswer look(Expectation expectation) {
    told.add(expectation);
    looks.add(sort.name());
    return answer;
  }
}
