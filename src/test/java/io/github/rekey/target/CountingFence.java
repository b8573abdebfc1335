package io.github.rekey.target;

import io.github.rekey.rotation.Fence;

/** A fence that counts how often it is checked, and can be lost; its process can die at it. */
final class CountingFence implements Fence {
  /** The process is no more. */
  static final class Died extends RuntimeException {
    private Died() {
      super("the process died right before a write");
    }
  }

  private int checks;
  private boolean lost;
  private boolean dying;

  int checks() {
    return checks;
  }

  void lose() {
    lost = true;
  }

  /** For once, the process dies when it is about to write. */
  void dieAtNextCheck() {
    dying = true;
  }

  @Override
  public void check() {
    checks++;
    if (dying) {
      dying = false;
      throw new Died();
    }
    if (lost) {
      throw new Superseded("another process owns the rotation");
    }
  }
}
