package io.github.rekey.cli;

/** A moment that a test waits for to strike. */
record TurningPoint(String name, Sign sign) {
  /** How the moment shows. */
  interface Sign {
    boolean shows(Installation now);
  }
}
