package io.github.rekey.rotation;

/** The steps that only look: at keys, at consumers, and for holders that nobody listed. */
public record Proofs(KeyProofs keys, ConsumerProofs consumers, UnknownHolders unknown) {}
