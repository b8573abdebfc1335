package io.github.rekey.sandbox.swarm;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Lets only so many connects run at once; the others wait in line without a thread. */
final class ConnectGate {
  private final Queue<Runnable> line = new ArrayDeque<>();
  private int free;

  ConnectGate(int atOnce) {
    this.free = atOnce;
  }

  /** The work starts now or when its turn comes, and holds its place until its stage ends. */
  void pass(Supplier<CompletionStage<?>> work) {
    Runnable turn = () -> work.get().whenComplete((result, failure) -> leave());
    synchronized (this) {
      if (free == 0) {
        line.add(turn);
        return;
      }
      free--;
    }
    turn.run();
  }

  private void leave() {
    Runnable next;
    synchronized (this) {
      next = line.poll();
      if (next == null) {
        free++;
        return;
      }
    }
    next.run();
  }
}
