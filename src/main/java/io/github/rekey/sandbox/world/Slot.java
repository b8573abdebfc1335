package io.github.rekey.sandbox.world;

/** A key slot of a simulated SignalR resource. */
public enum Slot {
  PRIMARY,
  SECONDARY
}
