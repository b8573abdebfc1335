package io.github.rekey.rotation;

/** What one look at a proof showed. "Timed out" is the runner's answer, at the step's deadline. */
public sealed interface ProofAnswer {
  /** Which instances the look covered; none where it is not about instances. */
  default Coverage coverage() {
    return Coverage.NONE;
  }

  record Met(String evidence, Coverage coverage) implements ProofAnswer {
    public Met(String evidence) {
      this(evidence, Coverage.NONE);
    }
  }

  record NotYet(String waitingFor, Coverage coverage) implements ProofAnswer {
    public NotYet(String waitingFor) {
      this(waitingFor, Coverage.NONE);
    }
  }

  /** It cannot be shown at all; nothing passes on no evidence. */
  record NoEvidence(String reason) implements ProofAnswer {}
}
