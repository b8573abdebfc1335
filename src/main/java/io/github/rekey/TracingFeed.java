package io.github.rekey;

import io.github.rekey.triage.Feed;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one log line for each happening and passes it on. */
final class TracingFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger("io.github.rekey.Story");
  private final List<Feed> watchers;

  TracingFeed(List<Feed> watchers) {
    this.watchers = List.copyOf(watchers);
  }

  @Override
  public void publish(Happening happening) {
    LOG.info(
        "{} incident={} rotation={} step={} reason={} {}",
        happening.kind(),
        happening.incident(),
        happening.rotation(),
        happening.step(),
        happening.reason(),
        happening.sentence());
    watchers.forEach(watcher -> watcher.publish(happening));
  }
}
