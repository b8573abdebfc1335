package io.github.rekey.triage;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Killer;
import io.github.rekey.rotation.PlanKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the process wherever a turn touches incidents, journal or world: between the alert and its
 * verdict, the verdict and its rotation, the rotation's end and the incident's.
 */
class IncidentCrashTest {
  /** What happens, and what a person does about it; told again to whoever takes over. */
  private enum Story {
    NOTICE {
      @Override
      void happens(ToyHouse house) {
        house.raise(ALERT);
        house.work();
      }
    },
    NOTICE_AFTER_A_KEY_WAS_REPLACED {
      @Override
      void begins(ToyHouse house) {
        house.azure.replace(PRIMARY);
      }

      @Override
      void happens(ToyHouse house) {
        house.raise(ALERT);
        house.work();
      }
    },
    ROTATION_THAT_FAILS {
      @Override
      void befalls(ToyHouse house) {
        house.azure.nextDeliveryFails =
            new CallFailed(CallFailed.Kind.NO_RIGHT, "403", false, null, null);
      }

      @Override
      void happens(ToyHouse house) {
        house.raise(ALERT);
        house.work();
      }
    },
    ROTATION_THAT_IS_ABORTED {
      @Override
      void happens(ToyHouse house) {
        house.raise(ALERT);
        house.turn(() -> {});
        house
            .incidents
            .running(house.azure.resource().id())
            .ifPresent(rotation -> house.steering().abort(rotation.id().value(), "ada"));
        house.work();
      }
    },
    LEAK_THAT_IS_APPROVED {
      @Override
      void happens(ToyHouse house) {
        house.raise(LEAK);
        house.work();
        Incident asking = house.latest();
        Optional.ofNullable(asking.question())
            .ifPresent(asked -> house.decisions().approve(asking.id(), asked.plan(), "ada"));
        house.work();
      }
    };

    private static final Alert ALERT = Alerts.notice(null);
    private static final Alert LEAK = Alerts.report(Alert.OperatorReport.Kind.KEYS_LEAKED);

    void begins(ToyHouse house) {}

    /** Again and again. */
    void befalls(ToyHouse house) {}

    abstract void happens(ToyHouse house);
  }

  private static ToyHouse lived(Story story) {
    ToyHouse house = new ToyHouse();
    story.begins(house);
    house.restart(Killer.never(at -> story.befalls(house)));
    story.happens(house);
    return house;
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  void everyKillLeadsToTheSameEndOfTheIncident(Story story) {
    ToyHouse undisturbed = lived(story);
    boolean killed = true;
    for (int point = 0; killed; point++) {
      ToyHouse house = new ToyHouse();
      story.begins(house);
      Killer killer = new Killer(point, at -> story.befalls(house));
      house.restart(killer);
      killed = dies(story, house);
      if (killed) {
        house.clock.tick(Duration.ofSeconds(3));
        house.restart(Killer.never(at -> story.befalls(house)));
        story.happens(house);
      }
      demandSameEnd(house, undisturbed, killer);
    }
  }

  private static boolean dies(Story story, ToyHouse house) {
    try {
      story.happens(house);
      return false;
    } catch (Killer.Killed killed) {
      return true;
    }
  }

  private static void demandSameEnd(ToyHouse house, ToyHouse undisturbed, Killer killer) {
    List<String> points = killer.points();
    String where = "killed at point %d, %s".formatted(points.size(), points.get(points.size() - 1));
    Incident end = house.latest();
    Incident expected = undisturbed.latest();
    assertThat(house.incidents.recent(9)).as(where).hasSize(1);
    assertThat(end.state()).as(where).isEqualTo(expected.state());
    assertThat(end.verdict().reason()).as(where).isEqualTo(expected.verdict().reason());
    assertThat(end.alerts()).as(where).hasSameSizeAs(expected.alerts());
    assertThat(kinds(house)).as(where).isEqualTo(kinds(undisturbed));
    assertThat(house.incidents.running()).as(where).isZero();
    assertThat(house.azure.regenerated).as(where).isEqualTo(undisturbed.azure.regenerated);
    assertThat(house.azure.usedByApp).as(where).isEqualTo(undisturbed.azure.usedByApp);
  }

  private static List<PlanKind> kinds(ToyHouse house) {
    return house.incidents.all().stream().map(r -> r.plan().kind()).toList();
  }

  @Test
  void theStoriesEndInEveryWayThatAnIncidentMay() {
    assertThat(lived(Story.NOTICE).latest().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(kinds(lived(Story.NOTICE_AFTER_A_KEY_WAS_REPLACED)))
        .containsExactly(PlanKind.REDISTRIBUTE, PlanKind.STANDBY_FIRST);
    assertThat(lived(Story.ROTATION_THAT_FAILS).latest().verdict().reason())
        .isEqualTo(Reason.ROTATION_FAILED);
    assertThat(lived(Story.ROTATION_THAT_IS_ABORTED).latest().verdict().reason())
        .isEqualTo(Reason.ROTATION_ABORTED);
    assertThat(kinds(lived(Story.LEAK_THAT_IS_APPROVED))).containsExactly(PlanKind.COMPROMISE);
  }
}
