package io.github.rekey.console;

import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.JournalEntry.Ended;
import io.github.rekey.rotation.JournalEntry.Started;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.StepOutcome.Done;
import io.github.rekey.triage.Feed.Happening;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Incidents.Ending;
import io.github.rekey.triage.Reason;
import io.github.rekey.triage.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Serves the page with made-up states, to look at it: one port a state, from 18080 on. */
final class ConsolePreview {
  private static final String WEB = "chat-prod-weu";

  private ConsolePreview() {}

  public static void main(String[] arguments) throws InterruptedException {
    List<Scene> scenes = List.of(quiet(), asking(), running(), failed(), unwatched());
    for (int i = 0; i < scenes.size(); i++) {
      ConsoleServer server = new ConsoleServer(scenes.get(i), 18080 + i);
      System.out.println(server.url() + "/#token=" + Scene.TOKEN);
    }
    Scene moving = scenes.get(2);
    AtomicInteger turn = new AtomicInteger();
    Executors.newSingleThreadScheduledExecutor()
        .scheduleAtFixedRate(() -> move(moving, turn.getAndIncrement()), 1, 4, TimeUnit.SECONDS);
    Thread.currentThread().join();
  }

  private static void move(Scene scene, int turn) {
    seen(scene, 240, 150 + Math.min(90, turn % 20 * 8));
    publish(scene, "ended", 6, "Look " + turn + ": instance 1 of <b>chat</b> is not there yet.");
  }

  static Scene unwatched() {
    Scene scene = new Scene(Clock.systemUTC());
    scene.paused = true;
    return scene;
  }

  static Scene quiet() {
    Scene scene = new Scene(Clock.systemUTC());
    scene.watch(WEB, "westeurope");
    scene.watch("chat-prod-neu", "northeurope");
    scene.watch("telemetry-live", "westeurope");
    return scene;
  }

  private static Scene busy() {
    Scene scene = quiet();
    Instant now = scene.clock.instant();
    scene.rows.add(
        new AlertHistory.Row(
            "a2",
            now.minusSeconds(66),
            "rg-chat/alerts/signalr-unauthorized",
            "f5",
            "AuthFailure",
            "Unauthorized closes above 5 in 5 minutes"));
    scene.rows.add(
        new AlertHistory.Row(
            "a1",
            now.minusSeconds(74),
            "Azure Service Health",
            "VT1-XYZ",
            "MandatoryNotice",
            "<img src=x onerror=alert(1)> Action required: regenerate SignalR access keys"));
    Incident closed =
        scene.incident(
            "inc-0",
            "telemetry-live",
            Incident.State.CLOSED,
            new Verdict.Redistribute(
                Reason.STORED_KEY_REPLACED,
                "The stored primary key is refused and the secondary key works: hand it out.",
                Scene.standbyFirst()));
    scene.incidents.endings.put(
        scene.rotation("rot-0", closed, Scene.standbyFirst()).id().value(), Ending.DONE);
    return scene;
  }

  static Scene asking() {
    Scene scene = busy();
    scene.incident(
        "inc-1",
        WEB,
        Incident.State.ASKING,
        new Verdict.AskOperator(
            Reason.APPROVAL_REQUIRED,
            "Azure asks for new keys; every known consumer signs with the primary key, so the"
                + " secondary can be replaced first. The policy wants a person to approve it.",
            Scene.standbyFirst()));
    scene.incident(
        "inc-2",
        "chat-prod-neu",
        Incident.State.ASKING,
        new Verdict.AskOperator(
            Reason.COMPROMISE_REPORTED,
            "Ann reported that both keys leaked.",
            new Plan(
                PlanKind.COMPROMISE,
                KeySlot.SECONDARY,
                Scene.standbyFirst().steps().subList(0, 5))));
    seen(scene, 240, 240);
    return scene;
  }

  static Scene running() {
    Scene scene = busy();
    Incident incident =
        scene.incident(
            "inc-1",
            WEB,
            Incident.State.ROTATING,
            new Verdict.Rotate(
                Reason.MANDATORY_NOTICE,
                "Azure asks for new keys; every known consumer signs with the primary key, so the"
                    + " secondary is replaced first.",
                Scene.standbyFirst()));
    scene.rotation("rot-1", incident, Scene.standbyFirst(), history(scene, 6, false));
    seen(scene, 240, 231);
    publish(scene, "rotation-started", null, "Rotation rot-1 began: standby first.");
    publish(scene, "started", 6, "Prove consumers use it: look 3.");
    return scene;
  }

  static Scene failed() {
    Scene scene = busy();
    Incident incident =
        scene.incident(
            "inc-1",
            WEB,
            Incident.State.ASKING,
            new Verdict.AskOperator(
                Reason.ROTATION_FAILED,
                "The rotation stopped before the point of no return: no key in use was touched."
                    + " See the failed step, then retry or dismiss.",
                null));
    scene.rotation("rot-1", incident, Scene.standbyFirst(), history(scene, 4, true));
    scene.incidents.endings.put("rot-1", Ending.FAILED);
    seen(scene, 240, 188);
    return scene;
  }

  private static JournalEntry[] history(Scene scene, int done, boolean fails) {
    List<String> evidence =
        List.of(
            "240 clients by Azure Monitor; 3 instances sign with key-51ab07c2d9e0",
            "no unknown holder of the secondary key in: app-service in subscription 11111111",
            "secondary is now key-9f31c8a4e7b2, listed twice",
            "accepted 3 times in a row",
            "key vault secret written and read back; app service restarted in 2 waves",
            "2 of 2 targets hold key-9f31c8a4e7b2");
    Instant at = scene.clock.instant().minusSeconds(70);
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < done; i++) {
      entries.add(new Started(at, i, 1));
      at = at.plusMillis(i == 4 ? 31_400 : 2_300L * (i + 1));
      entries.add(new Ended(at, i, 1, new Done(evidence.get(i))));
    }
    entries.add(new Started(at, done, 1));
    StepOutcome outcome =
        fails
            ? new StepOutcome.Failed(
                FailureKind.NO_RIGHT,
                "app-service:chat-prod-weu-web refused the write (403); grant Website Contributor")
            : new StepOutcome.NotYet(
                "instance 1 of chat-prod-weu-web, which still signs with key-51ab07c2d9e0",
                Duration.ofSeconds(2));
    entries.add(new Ended(at.plusSeconds(2), done, 1, outcome));
    if (!fails) {
      entries.add(new Started(at.plusSeconds(4), done, 2));
      entries.add(new Ended(at.plusSeconds(5), done, 2, outcome));
    }
    return entries.toArray(JournalEntry[]::new);
  }

  private static void seen(Scene scene, int before, int now) {
    scene.clients.put(
        Scene.resource(WEB),
        new ClientsView.Seen(scene.baseline(before), now, scene.clock.instant().minusSeconds(20)));
  }

  private static void publish(Scene scene, String kind, @Nullable Integer step, String sentence) {
    scene.events.publish(
        new Happening(
            scene.clock.instant(),
            kind,
            Scene.resource(WEB).value(),
            "inc-1",
            "rot-1",
            step,
            null,
            sentence));
  }
}
