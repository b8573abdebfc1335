package io.github.rekey.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A container app's ARM id. */
public record ContainerAppId(String subscription, String resourceGroup, String app) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "/subscriptions/([^/]+)/resourceGroups/([^/]+)"
              + "/providers/Microsoft\\.App/containerApps/([^/]+)",
          Pattern.CASE_INSENSITIVE);

  public static ContainerAppId parse(String id) {
    Matcher parts = SHAPE.matcher(id);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a container app id: " + id);
    }
    return new ContainerAppId(parts.group(1), parts.group(2), parts.group(3));
  }

  /** The id as ARM spells it. */
  public String value() {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.App/containerApps/%s"
        .formatted(subscription, resourceGroup, app);
  }

  /** Short name for messages. */
  @Override
  public String toString() {
    return app;
  }
}
