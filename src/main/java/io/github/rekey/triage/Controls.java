package io.github.rekey.triage;

/** Operator settings that survive restarts. */
public interface Controls {
  boolean paused();

  void pause(boolean paused, String by);
}
