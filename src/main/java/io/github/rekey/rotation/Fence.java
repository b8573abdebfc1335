package io.github.rekey.rotation;

/** Checked right before each outside write: does this process still own the rotation? */
@FunctionalInterface
public interface Fence {
  /** Throws {@link Superseded} if another process has taken the rotation over. */
  void check();

  /** Another process owns the rotation now; this one must stop without a trace. */
  final class Superseded extends RuntimeException {
    public Superseded(String message) {
      super(message);
    }
  }
}
