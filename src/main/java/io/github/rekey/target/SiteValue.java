package io.github.rekey.target;

import com.azure.resourcemanager.appservice.models.ConnectionStringType;
import org.jspecify.annotations.Nullable;

/**
 * One value that a site hands to its app. Never printed.
 *
 * @param type of a connection string; null for an application setting
 */
record SiteValue(@Nullable String value, @Nullable ConnectionStringType type) {
  SiteValue with(String other) {
    return new SiteValue(other, type);
  }

  @Override
  public String toString() {
    return "SiteValue(hidden)";
  }
}
