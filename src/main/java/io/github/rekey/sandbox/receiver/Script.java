package io.github.rekey.sandbox.receiver;

import io.github.rekey.sandbox.http.Answer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What goes wrong with the next requests, each used up once. Thread-safe. */
final class Script {
  private final Deque<Answer> instead = new ArrayDeque<>();
  private final Deque<Answer> afterwards = new ArrayDeque<>();

  /** The next request has no effect and is answered so. */
  synchronized void instead(Answer answer) {
    instead.add(answer);
  }

  /** The next request has its effect and is answered so. */
  synchronized void afterwards(Answer answer) {
    afterwards.add(answer);
  }

  synchronized Optional<Answer> instead() {
    return Optional.ofNullable(instead.poll());
  }

  synchronized Optional<Answer> afterwards() {
    return Optional.ofNullable(afterwards.poll());
  }
}
