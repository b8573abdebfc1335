package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstRotationTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private final Rotation first = rotation("rot-1", NOON);
  private final Rotation second = rotation("rot-2", NOON.plusSeconds(300));
  private final Rotation nextDay = rotation("rot-3", NOON.plusSeconds(86_400));
  private final FirstRotation onset =
      new FirstRotation(incident -> List.of(first, second, nextDay));

  @Test
  void aFollowUpCountsFromBeforeTheFirstRotationWhoseCanariesWereClientsToo() {
    assertThat(onset.of(second)).isEqualTo(NOON);
  }

  @Test
  void theFirstRotationCountsFromBeforeItself() {
    assertThat(onset.of(first)).isEqualTo(NOON);
  }

  @Test
  void aRotationOfTheSameIncidentThatIsLongAgoDoesNotMatter() {
    assertThat(onset.of(nextDay)).isEqualTo(nextDay.createdAt());
  }

  private static Rotation rotation(String id, Instant at) {
    ResourceId chat =
        new ResourceId(
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.SignalRService/signalR/chat");
    return new Rotation(
        new RotationId(id),
        "inc-1",
        chat,
        new Plan(PlanKind.REDISTRIBUTE, KeySlot.PRIMARY, List.of()),
        at);
  }
}
