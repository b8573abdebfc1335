package io.github.rekey.sandbox.servicebus;

import org.jspecify.annotations.Nullable;

/** The messages of one session id, and the one consumer that may have them. */
final class MessageSession {
  private final String id;
  private final ReadyMessages ready = new ReadyMessages();
  private byte @Nullable [] state;
  private @Nullable Consumer owner;
  private long lockedUntil;

  MessageSession(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  ReadyMessages ready() {
    return ready;
  }

  byte @Nullable [] state() {
    return state;
  }

  void setState(byte @Nullable [] newState) {
    state = newState;
  }

  @Nullable Consumer owner() {
    return owner;
  }

  long lockedUntil() {
    return lockedUntil;
  }

  boolean waitsForAnOwner() {
    return owner == null && !ready.isEmpty();
  }

  boolean isSpent() {
    return owner == null && ready.isEmpty() && state == null;
  }

  void own(Consumer newOwner, long until) {
    owner = newOwner;
    lockedUntil = until;
  }

  void extend(long until) {
    lockedUntil = until;
  }

  void disown() {
    owner = null;
  }
}
