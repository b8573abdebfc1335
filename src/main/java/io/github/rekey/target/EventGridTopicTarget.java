package io.github.rekey.target;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import java.time.Clock;
import java.util.Map;

/**
 * Subscribers of a topic, who are told that there is a new key and fetch it by themselves. Done
 * means that Event Grid took the event, not that anybody loaded the key. An event whose answer was
 * lost is published again under the same id, by which subscribers tell a repetition.
 */
public final class EventGridTopicTarget implements Target {
  private final EventGridTopic topic;
  private final Fingerprinter fingerprints;
  private final Clock clock;

  public EventGridTopicTarget(EventGridTopic topic, Fingerprinter fingerprints, Clock clock) {
    this.topic = topic;
    this.fingerprints = fingerprints;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "event-grid-topic:" + topic.name();
  }

  @Override
  public Holding read() {
    return new Holding.Notified();
  }

  @Override
  public StepOutcome deliver(NewKey key, Map<String, String> earlier, Fence fence) {
    KeyChanged news = KeyChanged.of(name(), key, fingerprints);
    DeliveryNotes notes = new DeliveryNotes(name(), earlier);
    if (notes.changedAt(news.id()).isEmpty()) {
      fence.check();
      topic.publish(news, clock.instant());
      notes.changed(news.id(), clock.instant());
    }
    return new StepOutcome.Done(name() + " took event " + news.id(), notes.all());
  }

  /** It keeps no value. */
  @Override
  public void retire(NewKey current, Fence fence) {}
}
