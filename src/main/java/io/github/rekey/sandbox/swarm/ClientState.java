package io.github.rekey.sandbox.swarm;

/** Where a client stands. RECONNECTING includes the first connect; LOST is for good. */
public enum ClientState {
  CONNECTED,
  RECONNECTING,
  LOST
}
