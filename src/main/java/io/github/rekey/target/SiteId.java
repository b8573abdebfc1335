package io.github.rekey.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An App Service site's ARM id, or one of its deployment slots'. */
public record SiteId(
    String subscription, String resourceGroup, String site, @Nullable String slot) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "/subscriptions/([^/]+)/resourceGroups/([^/]+)/providers/Microsoft\\.Web/sites/([^/]+)"
              + "(?:/slots/([^/]+))?",
          Pattern.CASE_INSENSITIVE);

  public static SiteId parse(String id) {
    Matcher parts = SHAPE.matcher(id);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an App Service site id: " + id);
    }
    return new SiteId(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
  }

  /** The site that the slot belongs to; itself if it is none. */
  public SiteId production() {
    return new SiteId(subscription, resourceGroup, site, null);
  }

  /** The id as ARM spells it. */
  public String value() {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Web/sites/%s"
            .formatted(subscription, resourceGroup, site)
        + (slot == null ? "" : "/slots/" + slot);
  }

  /** Short name for messages. */
  @Override
  public String toString() {
    return slot == null ? site : site + "(" + slot + ")";
  }
}
