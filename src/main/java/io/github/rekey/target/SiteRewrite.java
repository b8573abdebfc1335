package io.github.rekey.target;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.NewKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a site's stored values so that all that are named hold the new key, or
 * follow the newest version of what they refer to. Decides only; every other value stays.
 */
final class SiteRewrite {
  private final SiteId site;
  private final ValueNames names;
  private final NewKey key;
  private final Map<String, SiteValue> next;
  private final List<String> unpinned = new ArrayList<>();
  private boolean holdsKey;
  private boolean refers;
  private boolean keyDue;

  /** Throws {@link CallFailed} if a value is missing, unreadable, or another resource's. */
  SiteRewrite(SiteId site, ValueNames names, Map<String, SiteValue> stored, NewKey key) {
    this.site = site;
    this.names = names;
    this.key = key;
    this.next = new TreeMap<>(stored);
    names.names().forEach(name -> look(name, names.holding(site, name, stored.get(name))));
  }

  /** All values of the kind, as they are to be stored. */
  Map<String, SiteValue> next() {
    return next;
  }

  /** True if a value holds another key than the new one. */
  boolean keyDue() {
    return keyDue;
  }

  /** True if a value refers to one version of a secret, which never changes. */
  boolean versionDue() {
    return !unpinned.isEmpty();
  }

  /** The names of the values that referred to one version and no longer do. */
  String unpinned() {
    return String.join(", ", unpinned);
  }

  boolean refers() {
    return refers;
  }

  /** False if all values are identity-based, so that there is no key to load. */
  boolean loads() {
    return holdsKey || refers;
  }

  private void look(String name, Holding holding) {
    if (holding instanceof Holding.Nothing nothing) {
      throw failed(CallFailed.Kind.GONE, nothing.sentence() + "; put one there once");
    } else if (holding instanceof Holding.Reference) {
      refers = true;
      unpin(name);
    } else if (holding instanceof Holding.Key held) {
      holdsKey = true;
      if (!held.key().equals(key.key())) {
        rekey(name);
      }
    }
  }

  private void rekey(String name) {
    ConnectionString stored = ConnectionString.parse(value(name)).orElseThrow();
    if (stored.isOfAnother(key.endpoint())) {
      throw failed(
          CallFailed.Kind.REFUSED,
          names.place(site, name) + " is for another resource; correct it");
    }
    next.computeIfPresent(name, (same, old) -> old.with(stored.with(key.key())));
    keyDue = true;
  }

  private void unpin(String name) {
    SettingReference.parse(value(name))
        .map(SettingReference::withoutVersion)
        .ifPresent(
            newest -> {
              next.computeIfPresent(name, (same, old) -> old.with(newest));
              unpinned.add(name);
            });
  }

  private @Nullable String value(String name) {
    SiteValue stored = next.get(name);
    return stored == null ? null : stored.value();
  }

  private static CallFailed failed(CallFailed.Kind kind, String message) {
    return new CallFailed(kind, message, false, null, null);
  }
}
