package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExitRampTest {
  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();
  private final PaperJournal journal = new PaperJournal();
  private final Plans plans = new Plans(Timing.standard());

  private void run(Plan plan) {
    new Process(azure, journal, clock).runToEnd(Process.rotation(plan, clock), azure.resource());
  }

  @Test
  void itLeadsFromKeysAndNotFromIdentities() {
    AccessKey key = azure.keys.get(SECONDARY);
    List<Target> targets =
        List.of(
            new Shelf("vault:kv/signalr", new Holding.Key(key)),
            new Shelf("app:web", new Holding.Reference("vault:kv/signalr")),
            new Shelf("app:modern", new Holding.IdentityBased()),
            new Shelf("webhook:chat", new Holding.Notified()),
            new Shelf("app:unread", null));
    Map<String, String> notes = ExitRamp.notes(Places.read(targets, new Parallel(Runnable::run)));
    JournalEntry closed =
        new JournalEntry.Ended(Instant.EPOCH, 9, 1, new StepOutcome.Done("closed", notes));
    assertThat(ExitRamp.noted(List.of(closed)))
        .contains(new ExitRamp(List.of("app:web", "vault:kv/signalr"), List.of("app:modern")));
    assertThat(notes.toString()).doesNotContain("-value");
  }

  @Test
  void theEndNotesWhoCouldGiveUpTheKey() {
    run(plans.replaceUnused(SECONDARY));
    assertThat(ExitRamp.noted(journal.all()))
        .contains(new ExitRamp(List.of("settings", "vault"), List.of()));
  }

  @Test
  void beforeItsEndARotationNotesNothingOfThat() {
    azure.appIgnoresRestart = true;
    run(plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(ExitRamp.noted(journal.all())).isEmpty();
  }
}
