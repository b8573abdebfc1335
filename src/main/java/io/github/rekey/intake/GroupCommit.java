package io.github.rekey.intake;

import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Joins what concurrent callers store into one transaction of the inbox behind: while one write is
 * under way the others queue up, and the next one in line writes for all of them. Nobody waits for
 * company, so a lone caller is not slowed down. If a joint write fails, each part is tried alone.
 */
public final class GroupCommit implements Inbox {
  private final Inbox inbox;
  private final int most;
  private final Queue<Part> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * @param most readings that are written together; a single caller's part is never divided
   */
  public GroupCommit(Inbox inbox, int most) {
    this.inbox = inbox;
    this.most = most;
  }

  private record Part(List<Reading> readings, CompletableFuture<List<Receipt>> answer) {}

  @Override
  public List<Receipt> store(List<Reading> readings) {
    Part mine = new Part(readings, new CompletableFuture<>());
    waiting.add(mine);
    writing.lock();
    try {
      while (!mine.answer().isDone()) {
        write(nextParts());
      }
    } finally {
      writing.unlock();
    }
    return answer(mine);
  }

  /** Callers whose part has not been taken up yet. */
  int waiting() {
    return waiting.size();
  }

  private static List<Receipt> answer(Part part) {
    try {
      return part.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private List<Part> nextParts() {
    List<Part> parts = new ArrayList<>();
    int size = 0;
    for (Part next = waiting.peek(); next != null; next = waiting.peek()) {
      size += next.readings().size();
      if (!parts.isEmpty() && size > most) {
        break;
      }
      parts.add(waiting.remove());
    }
    return parts;
  }

  private void write(List<Part> parts) {
    List<Reading> all = parts.stream().flatMap(part -> part.readings().stream()).toList();
    try {
      deal(parts, inbox.store(all));
    } catch (RuntimeException e) {
      if (parts.size() == 1) {
        parts.get(0).answer().completeExceptionally(e);
      } else {
        parts.forEach(part -> write(List.of(part)));
      }
    }
  }

  private static void deal(List<Part> parts, List<Receipt> receipts) {
    int from = 0;
    for (Part part : parts) {
      int to = from + part.readings().size();
      part.answer().complete(List.copyOf(receipts.subList(from, to)));
      from = to;
    }
  }
}
