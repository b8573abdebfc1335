package io.github.rekey.target;

import io.github.rekey.rotation.Holding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of a site's values hold the key of one resource: application settings, or connection
 * strings, by name.
 */
public record ValueNames(Kind kind, List<String> names) {
  /** The two kinds of values that a site hands to its app as environment variables. */
  public enum Kind {
    SETTING("setting", "app-service-settings"),
    CONNECTION_STRING("connection string", "app-service-connection-strings");

    private final String word;
    private final String target;

    Kind(String word, String target) {
      this.word = word;
      this.target = target;
    }

    String word() {
      return word;
    }
  }

  public ValueNames {
    names = List.copyOf(names);
    if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a target names at least one value of a site");
    }
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("a value of a site is named once: " + names);
    }
  }

  /** One application setting. */
  public static ValueNames setting(String name) {
    return new ValueNames(Kind.SETTING, List.of(name));
  }

  /** One connection string, by the name that stands below the site's connection strings. */
  public static ValueNames connectionString(String name) {
    return new ValueNames(Kind.CONNECTION_STRING, List.of(name));
  }

  /** The name of the target that writes these values of a site, and of others like it. */
  String targetName(SiteId site) {
    return kind.target + ":" + site + "/" + String.join("+", names);
  }

  /** Each value of a site, by the name that a target on it alone has. */
  List<String> places(SiteId site) {
    return names.stream()
        .map(name -> new ValueNames(kind, List.of(name)).targetName(site))
        .toList();
  }

  /** What each value holds, by a name for messages. */
  Map<String, Holding> holdings(SiteId site, Map<String, SiteValue> stored) {
    Map<String, Holding> holdings = new LinkedHashMap<>();
    names.forEach(name -> holdings.put(place(site, name), holding(site, name, stored.get(name))));
    return holdings;
  }

  Holding holding(SiteId site, String name, @Nullable SiteValue stored) {
    if (stored == null) {
      return new Holding.Nothing("site " + site + " has no " + kind.word + " " + name);
    }
    return SettingReference.looksLike(stored.value())
        ? SettingReference.holding(stored.value(), place(site, name))
        : ConnectionString.holding(stored.value(), place(site, name));
  }

  String place(SiteId site, String name) {
    return kind.word + " " + name + " of site " + site;
  }
}
