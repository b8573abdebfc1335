package io.github.rekey.rotation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Azure SignalR resource's ARM id. Azure spells the same id in several letter cases (signalR,
 * SignalR, resourcegroups), so it is kept and compared in lower case.
 */
public record ResourceId(String value) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "/subscriptions/([^/]+)/resourcegroups/([^/]+)"
              + "/providers/microsoft\\.signalrservice/signalr/([^/]+)");

  public ResourceId {
    value = value.toLowerCase(Locale.ROOT);
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not an Azure SignalR resource id: " + value);
    }
  }

  /** The resource named at the start of an id or URL path, which may go on below the resource. */
  public static Optional<ResourceId> within(String idOrPath) {
    Matcher found = SHAPE.matcher(idOrPath.toLowerCase(Locale.ROOT));
    return found.find() ? Optional.of(new ResourceId(found.group())) : Optional.empty();
  }

  public String subscription() {
    return part(1);
  }

  public String resourceGroup() {
    return part(2);
  }

  public String name() {
    return part(3);
  }

  private String part(int group) {
    Matcher matcher = SHAPE.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalStateException(value);
    }
    return matcher.group(group);
  }

  @Override
  public String toString() {
    return value;
  }
}
