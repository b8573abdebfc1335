package io.github.rekey.triage;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Journal;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.ToyAzure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody at the portal regenerates a key once, right before or right after whatever a rotation
 * writes down or does outside, at every such point of every plan.
 */
class ForeignRegenerationTest {
  private static final int MOST_ANSWERS = 4;

  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();
  private final List<String> points = new ArrayList<>();
  private final ToyInstallation rekey =
      new ToyInstallation(azure, new Watched(new PaperJournals()), "rekey", clock);
  private int meddleAt = Integer.MAX_VALUE;
  private KeySlot victim = PRIMARY;

  /** Every entry is a point before and after it. */
  private final class Watched implements Journal {
    private final Journal journal;

    Watched(Journal journal) {
      this.journal = journal;
    }

    @Override
    public List<JournalEntry> entries(RotationId rotation) {
      return journal.entries(rotation);
    }

    @Override
    public void append(RotationId rotation, int known, JournalEntry entry, Fence fence) {
      pass("before " + entry);
      journal.append(rotation, known, entry, fence);
      pass("after " + entry);
    }
  }

  private void pass(String point) {
    if (points.size() == meddleAt) {
      azure.replace(victim);
    }
    points.add(point);
  }

  private void raise(PlanKind kind) {
    switch (kind) {
      case STANDBY_FIRST -> rekey.hear(Alerts.notice(null));
      case REPLACE_UNUSED -> rekey.hear(Alerts.notice(SECONDARY));
      case COMPROMISE -> rekey.hear(Alerts.report(Alert.OperatorReport.Kind.KEYS_LEAKED));
      case REDISTRIBUTE -> {
        azure.replace(PRIMARY);
        rekey.hear(Alerts.authFailure(clock.instant()));
      }
    }
  }

  /** Ends once nobody is asked any more; answers whether the point was reached. */
  private boolean playedOut(PlanKind kind, int point, KeySlot slot) {
    meddleAt = point;
    victim = slot;
    azure.outside = this::pass;
    raise(kind);
    settle();
    boolean reached = points.size() > point;
    if (reached) {
      rekey.hear(Alerts.regeneratedBy("bob"));
      settle();
    }
    return reached;
  }

  private void settle() {
    rekey.workToIdle();
    for (int answers = 0; rekey.asking().isPresent(); answers++) {
      assertThat(answers).as("questions").isLessThan(MOST_ANSWERS);
      rekey.answer(rekey.asking().orElseThrow());
      rekey.workToIdle();
    }
  }

  private void demandConsumersWork(String where) {
    assertThat(azure.keys.values()).as(where).contains(azure.usedByApp);
    assertThat(azure.stored.values()).as(where).containsOnly(azure.usedByApp);
    assertThat(azure.history).as(where).noneMatch(h -> h.contains("while the app uses it"));
    assertThat(rekey.newest().state()).as(where).isEqualTo(Incident.State.CLOSED);
  }

  /** One regeneration of a slot a rotation, and no more rotations than it takes to mend it. */
  private void demandFewRegenerations(String where) {
    long rotating =
        rekey.incidents.all().stream()
            .filter(rotation -> rotation.plan().kind() != PlanKind.REDISTRIBUTE)
            .count();
    for (KeySlot slot : KeySlot.values()) {
      assertThat(Collections.frequency(azure.regenerated, slot))
          .as("%s: %s", where, rekey.feed)
          .isLessThanOrEqualTo((int) rotating);
    }
    assertThat(rotating).as(where).isLessThanOrEqualTo(2);
    assertThat(azure.regenerated.size()).as(where).isLessThanOrEqualTo(4);
  }

  private static Stream<Arguments> plansAndSlots() {
    return Stream.of(PlanKind.values())
        .flatMap(kind -> Stream.of(KeySlot.values()).map(slot -> Arguments.of(kind, slot)));
  }

  @ParameterizedTest
  @MethodSource("plansAndSlots")
  void noConsumerIsLeftWithoutAKeyAndNobodyRegeneratesForEver(PlanKind kind, KeySlot slot) {
    int point = 0;
    ForeignRegenerationTest table = new ForeignRegenerationTest();
    while (table.playedOut(kind, point, slot)) {
      String where = "%s, %s replaced at %s".formatted(kind, slot, table.points.get(point));
      table.demandConsumersWork(where);
      table.demandFewRegenerations(where);
      point++;
      table = new ForeignRegenerationTest();
    }
    assertThat(point).as("points").isGreaterThan(20);
  }

  @Test
  void theTableCoversWritesAndRegenerations() {
    playedOut(PlanKind.STANDBY_FIRST, Integer.MAX_VALUE, PRIMARY);
    assertThat(points).contains("before regenerate", "after write vault", "before write settings");
  }

  /** Finds the point by its words, and meddles right there. */
  private void meddle(PlanKind kind, String point, KeySlot slot) {
    List<String> once = new ArrayList<>(List.of(point));
    azure.outside =
        now -> {
          if (once.remove(now)) {
            azure.replace(slot);
          }
        };
    raise(kind);
    rekey.workToIdle();
  }

  @Test
  void consumersWhoseNewKeySomebodyReplacedGetAnotherWithoutAQuestion() {
    meddle(PlanKind.STANDBY_FIRST, "after write settings", SECONDARY);
    assertThat(rekey.reasons("question")).isEmpty();
    assertThat(rekey.reasons("verdict")).contains("STORED_KEY_REPLACED");
    demandConsumersWork("healed");
  }

  @Test
  void aKeyThatSomebodyElseReplacedMeanwhileIsNotReplacedAgain() {
    meddle(PlanKind.STANDBY_FIRST, "after write settings", PRIMARY);
    assertThat(azure.regenerated).containsExactly(SECONDARY);
    assertThat(rekey.feed.toString()).contains("somebody else has replaced it");
    demandConsumersWork("adopted");
  }

  @Test
  void aWorldThatNobodyElseChangedIsNotSaidToBeChanged() {
    raise(PlanKind.STANDBY_FIRST);
    rekey.workToIdle();
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
    assertThat(rekey.feed.toString()).doesNotContain("somebody else");
  }
}
