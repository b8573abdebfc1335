package io.github.rekey.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.triage.Feed.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private final EventStream events = new EventStream();

  @Test
  void newWatcherGetsWhatComesAndNotWhatWas() throws InterruptedException {
    publish(1);
    Subscription watcher = events.subscribe(null).orElseThrow();
    publish(1);

    assertThat(watcher.missed()).isEmpty();
    assertThat(watcher.next(Duration.ZERO)).isNotNull();
    assertThat(watcher.next(Duration.ZERO)).isNull();
  }

  @Test
  void watcherThatComesBackGetsExactlyWhatItMissed() {
    publish(2);
    String seen = lastId();
    publish(3);

    Subscription back = events.subscribe(seen).orElseThrow();

    assertThat(sentences(back)).containsExactly("happening", "happening", "happening");
    assertThat(back.gap()).isFalse();
  }

  @Test
  void watcherThatMissedMoreThanIsKeptIsToldOfTheGap() {
    publish(1);
    String seen = lastId();
    publish(EventStream.KEPT + 1);

    Subscription back = events.subscribe(seen).orElseThrow();

    assertThat(back.gap()).isTrue();
    assertThat(back.missed()).hasSize(EventStream.KEPT);
  }

  @Test
  void watcherThatMissedExactlyWhatIsKeptIsNotToldOfAGap() {
    publish(1);
    String seen = lastId();
    publish(EventStream.KEPT);

    assertThat(events.subscribe(seen).orElseThrow().gap()).isFalse();
  }

  @Test
  void idOfAnotherRunMeansEverythingThatIsKept() {
    publish(4);

    assertThat(events.subscribe("0").orElseThrow().missed()).hasSize(4);
    assertThat(events.subscribe("deadbeef-3").orElseThrow().missed()).hasSize(4);
  }

  @Test
  void slowWatcherIsDroppedAndDoesNotHoldUpPublishing() {
    Subscription slow = events.subscribe(null).orElseThrow();
    Subscription other = events.subscribe(null).orElseThrow();
    publish(Subscription.BUFFER);
    assertThat(slow.closed()).isFalse();
    events.unsubscribe(other);

    publish(1);

    assertThat(slow.closed()).isTrue();
    assertThat(events.subscribers()).isZero();
  }

  @Test
  void thereAreNeverMoreWatchersThanAllowed() {
    for (int i = 0; i < EventStream.MOST_SUBSCRIBERS; i++) {
      assertThat(events.subscribe(null)).isPresent();
    }

    assertThat(events.subscribe(null)).isEmpty();
  }

  @Test
  void closedStreamEndsItsWatchersAndTakesNoNewOnes() {
    Subscription watcher = events.subscribe(null).orElseThrow();

    events.close();

    assertThat(watcher.closed()).isTrue();
    assertThat(events.subscribe(null)).isEmpty();
  }

  private void publish(int times) {
    for (int i = 0; i < times; i++) {
      events.publish(
          new Happening(Instant.EPOCH, "alert", null, null, null, null, null, "happening"));
    }
  }

  private String lastId() {
    List<EventStream.Event> all = events.subscribe("0").orElseThrow().missed();
    return all.get(all.size() - 1).id();
  }

  private static List<String> sentences(Subscription subscription) {
    return subscription.missed().stream().map(event -> event.happening().sentence()).toList();
  }
}
