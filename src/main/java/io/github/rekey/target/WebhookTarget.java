package io.github.rekey.target;

import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that fetches the key by itself and is told when there is a new one. It is told again,
 * with the same id, until it says that the key is loaded, or that each of its instances loaded it.
 */
public final class WebhookTarget implements Target {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final Webhook webhook;
  private final Fingerprinter fingerprints;
  private final @Nullable NegotiateSight sight;
  private final Clock clock;

  /**
   * @param sight how the instances' keys can be seen; without it the receiver's word is taken
   */
  public WebhookTarget(
      Webhook webhook, Fingerprinter fingerprints, @Nullable NegotiateSight sight, Clock clock) {
    this.webhook = webhook;
    this.fingerprints = fingerprints;
    this.sight = sight;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "webhook:" + webhook.name();
  }

  @Override
  public Holding read() {
    return new Holding.Notified();
  }

  @Override
  public StepOutcome deliver(NewKey key, Map<String, String> earlier, Fence fence) {
    KeyChanged news = KeyChanged.of(name(), key, fingerprints);
    DeliveryNotes notes = new DeliveryNotes(name(), earlier);
    if (notes.changedAt(news.id()).isPresent()) {
      return loaded("has been told", key, notes);
    }
    fence.check();
    Webhook.Reply reply = webhook.tell(news, clock.instant());
    InstanceReport report = reply.instances().orElse(null);
    boolean settled = report == null ? !reply.accepted() : report.settled();
    if (!settled) {
      return waiting(report, reply.retryAfter().orElse(LOOK_AGAIN), notes);
    }
    if (report != null && !report.failed().isEmpty()) {
      return failed(report);
    }
    notes.changed(news.id(), clock.instant());
    return loaded(
        report == null ? "says that it loaded the key" : report.words() + " loaded the key",
        key,
        notes);
  }

  /** It keeps no value. */
  @Override
  public void retire(NewKey current, Fence fence) {}

  private StepOutcome loaded(String evidence, NewKey key, DeliveryNotes notes) {
    if (sight == null) {
      return new StepOutcome.Done(name() + ": " + evidence, notes.all());
    }
    SeenSigners seen = new SeenSigners(sight.look(key.key(), List.of()));
    return seen.allOnTheKey()
        ? new StepOutcome.Done(name() + ": " + seen.words(), notes.all())
        : new StepOutcome.NotYet(
            name() + " to load the key: " + seen.words(), LOOK_AGAIN, notes.all());
  }

  private StepOutcome waiting(
      @Nullable InstanceReport report, Duration lookAgain, DeliveryNotes notes) {
    String sofar = report == null ? "" : ": " + report.words() + " have";
    return new StepOutcome.NotYet(
        name() + " to say that it loaded the key" + sofar, lookAgain, notes.all());
  }

  private StepOutcome failed(InstanceReport report) {
    return new StepOutcome.Failed(
        FailureKind.REFUSED,
        "%s loaded the key, but not %s; see to them, then retry"
            .formatted(report.words(), report.failedNames()));
  }
}
