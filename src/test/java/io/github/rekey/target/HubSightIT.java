package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.FakeAzure;
import io.github.rekey.azure.Keys;
import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets whose app has a hub: what its instance signs with counts, and nobody's word. */
class HubSightIT {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  private final TickingClock clock = new TickingClock();
  private final CountingFence fence = new CountingFence();
  private final Map<String, String> notes = new HashMap<>();
  private volatile AccessKey signsWith = Keys.OLD;
  private final FakeAzure azure =
      new FakeAzure(
          routes -> {
            routes.post("/chat/negotiate", this::negotiate);
            routes.post("/hook", x -> x.status(204));
          });

  @AfterEach
  void stop() {
    azure.close();
  }

  private void negotiate(Context x) {
    String token = Keys.token("https://h/client/?hub=chat", Instant.now(), signsWith);
    x.contentType("application/json").result("{\"accessToken\":\"" + token + "\"}");
  }

  private NegotiateSight sight() {
    return new NegotiateSight(
        "chat",
        URI.create(azure.url() + "/chat"),
        Set::of,
        azure.clients().plainHttp(),
        azure.guarded(Dependency.APPS));
  }

  private StepOutcome deliver(Target target) {
    StepOutcome outcome = target.deliver(Keys.NEW_KEY, notes, fence);
    if (outcome instanceof StepOutcome.NotYet notYet) {
      notes.putAll(notYet.notes());
    }
    return outcome;
  }

  private void waitsUntilItSigns(Target target) {
    deliver(target);
    clock.tick(DAY);
    assertThat(deliver(target))
        .isInstanceOfSatisfying(
            StepOutcome.NotYet.class,
            notYet ->
                assertThat(notYet.waitingFor())
                    .contains(target.name())
                    .contains("0 of 1 instances sign with it"));
    signsWith = Keys.NEW;
    assertThat(deliver(target))
        .isInstanceOfSatisfying(
            StepOutcome.Done.class,
            done ->
                assertThat(done.evidence())
                    .isEqualTo(target.name() + ": 1 of 1 instances sign with it"));
  }

  @Test
  void aFileIsDeliveredOnceItsProcessSignsWithTheKey() throws IOException {
    Path file = Files.writeString(folder.resolve("app.env"), Keys.connectionString(Keys.OLD));
    waitsUntilItSigns(
        new FileTarget(file, null, new FileReload(null, sight(), Duration.ZERO), clock));
  }

  @Test
  void aWebhookIsDeliveredOnceItsAppSignsWithTheKeyAndToldOnce() {
    Webhook webhook =
        new Webhook(
            "chat",
            URI.create(azure.url() + "/hook"),
            WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            azure.clients().plainHttp(),
            azure.guarded(Dependency.WEBHOOKS));
    waitsUntilItSigns(new WebhookTarget(webhook, new Fingerprinter(new byte[16]), sight(), clock));
    assertThat(azure.count("POST /hook")).isEqualTo(1);
  }
}
