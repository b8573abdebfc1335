package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.ResourceId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
  private static final ResourceId CHAT =
      new ResourceId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.SignalRService/signalR/chat");
  private final List<String> told = new ArrayList<>();
  private final Announcer announcer =
      new Announcer(happening -> told.add(happening.sentence()), Clock.systemUTC());

  private void tell(String incident, int number, String symptom) {
    Origin origin = new Origin("rule", "e" + number, Instant.EPOCH);
    announcer.alert(
        new Alert.AuthFailure(origin, new Scope.Resource(CHAT), symptom), CHAT, incident, "");
  }

  @Test
  void ofAStormOnlyTheFirstOnesAndPowersOfTenAreTold() {
    for (int i = 0; i < 10_000; i++) {
      tell("inc-1", i, i + " closes");
    }
    assertThat(told).hasSize(7);
    assertThat(told.get(2)).doesNotContain("like it");
    assertThat(told.get(3)).endsWith("(and 9 more like it)");
    assertThat(told.get(6)).endsWith("(and 9,999 more like it)");
  }

  @Test
  void aStormDoesNotHideWhatIsNew() {
    for (int i = 0; i < 5000; i++) {
      tell("inc-1", i, "closes");
    }
    int before = told.size();
    tell("inc-1", 5000, "refused at negotiate");
    tell("inc-2", 5001, "closes");
    assertThat(told).hasSize(before + 2);
  }
}
