package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import io.github.rekey.target.EventGridTopic;
import io.github.rekey.target.EventGridTopicTarget;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A custom topic whose subscribers are told of each new key.
 *
 * @param endpoint as Azure shows it: {@code https://NAME.REGION-1.eventgrid.azure.net/api/events}
 * @param name for messages and the target's name; the endpoint's first label if left out
 * @param id the topic's ARM id; {@code rekey check} sees the right to publish only by it
 * @param key one of the topic's access keys; without it Rekey publishes with its own identity
 */
public record EventGridTopicSettings(
    @JsonProperty(required = true) URI endpoint,
    String name,
    @Nullable String id,
    @Nullable String key)
    implements TargetKind {
  public EventGridTopicSettings {
    if (endpoint != null && (endpoint.getHost() == null || !"https".equals(endpoint.getScheme()))) {
      throw new IllegalArgumentException(
          "endpoint is a URL such as https://NAME.REGION-1.eventgrid.azure.net/api/events");
    }
    if (name == null && endpoint != null) {
      name = endpoint.getHost().split("\\.", 2)[0];
    }
  }

  @Override
  public Target target(Tools tools) {
    EventGridTopic topic =
        new EventGridTopic(
            name,
            tools.azure().clients().topic(endpoint, key),
            tools.azure().guarded(Dependency.EVENT_GRID));
    return new EventGridTopicTarget(topic, tools.fingerprints(), tools.clock());
  }

  /** None with an access key. */
  @Override
  public List<NeededRights> rights() {
    return key == null
        ? List.of(
            new NeededRights(
                "topic " + name, Objects.requireNonNullElse(id, ""), NeededRights.ON_TOPIC))
        : List.of();
  }

  @Override
  public String toString() {
    return "EventGridTopicSettings[" + name + "]";
  }
}
