package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final MemoryInbox memory = new MemoryInbox();

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  @Test
  void aLoneCallerIsServedAtOnce() {
    assertThat(new GroupCommit(memory, 64).store(List.of(reading(1))))
        .containsExactly(Inbox.Receipt.STORED);
  }

  @Test
  void callersWhoCameDuringAWriteAreWrittenTogetherAndEachGetsItsOwnReceipts() throws Exception {
    SlowInbox slow = new SlowInbox(memory);
    GroupCommit group = new GroupCommit(slow, 64);
    Future<List<Inbox.Receipt>> first = callers.submit(() -> group.store(List.of(reading(1))));
    slow.entered.await();
    List<Future<List<Inbox.Receipt>>> others = new ArrayList<>();
    for (int i = 2; i <= 10; i++) {
      int id = i;
      others.add(callers.submit(() -> group.store(List.of(reading(id), reading(1)))));
    }
    Awaitility.await().until(() -> group.waiting() == 9);
    slow.release.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).containsExactly(Inbox.Receipt.STORED);
    for (Future<List<Inbox.Receipt>> other : others) {
      assertThat(other.get(10, TimeUnit.SECONDS))
          .containsExactly(Inbox.Receipt.STORED, Inbox.Receipt.DUPLICATE);
    }
    assertThat(memory.writes()).containsExactly(1, 18);
  }

  @Test
  void moreThanTheMostIsNotWrittenTogether() throws Exception {
    SlowInbox slow = new SlowInbox(memory);
    GroupCommit group = new GroupCommit(slow, 2);
    List<Future<List<Inbox.Receipt>>> all = new ArrayList<>();
    all.add(callers.submit(() -> group.store(List.of(reading(0)))));
    slow.entered.await();
    for (int i = 1; i <= 5; i++) {
      int id = i;
      all.add(callers.submit(() -> group.store(List.of(reading(id)))));
    }
    Awaitility.await().until(() -> group.waiting() == 5);
    slow.release.countDown();
    for (Future<List<Inbox.Receipt>> one : all) {
      assertThat(one.get(10, TimeUnit.SECONDS)).containsExactly(Inbox.Receipt.STORED);
    }
    assertThat(memory.writes()).containsExactly(1, 2, 2, 1);
  }

  @Test
  void oneCallersFailureIsNotTheOthers() throws Exception {
    SlowInbox slow = new SlowInbox(new Picky(memory));
    GroupCommit group = new GroupCommit(slow, 64);
    callers.submit(() -> group.store(List.of(reading(1))));
    slow.entered.await();
    Future<List<Inbox.Receipt>> bad = callers.submit(() -> group.store(List.of(reading(666))));
    Future<List<Inbox.Receipt>> good = callers.submit(() -> group.store(List.of(reading(2))));
    Awaitility.await().until(() -> group.waiting() == 2);
    slow.release.countDown();
    assertThat(good.get(10, TimeUnit.SECONDS)).containsExactly(Inbox.Receipt.STORED);
    assertThat(bad).failsWithin(Duration.ofSeconds(10));
  }

  @Test
  void aFailureOfTheInboxReachesTheCallerAsItIs() {
    memory.failNext(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> new GroupCommit(memory, 64).store(List.of(reading(1))))
        .withMessageStartingWith("disk full");
  }

  private static Reading reading(int id) {
    return new Reading.Unreadable(
        new Origin("source", Integer.toString(id), Samples.NOW), "reason", "body");
  }

  /** Lets the first write begin and holds it until told to go on. */
  private static final class SlowInbox implements Inbox {
    private final Inbox inbox;
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    SlowInbox(Inbox inbox) {
      this.inbox = inbox;
    }

    @Override
    public List<Receipt> store(List<Reading> readings) {
      entered.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return inbox.store(readings);
    }
  }

  /** Refuses whatever holds the reading 666. */
  private record Picky(Inbox inbox) implements Inbox {
    @Override
    public List<Receipt> store(List<Reading> readings) {
      if (readings.toString().contains("666")) {
        throw new IllegalStateException("value refused");
      }
      return inbox.store(readings);
    }
  }
}
