package io.github.rekey.target;

import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.azure.NegotiateSight.Signer;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.NewKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One site of a target: puts the key into its values, all in one write, then sees to it that its
 * instances load it. Each call looks at the site as it is now and does at most the next thing.
 */
public final class SiteDelivery {
  private final AppServiceSite site;
  private final ValueNames names;
  private final @Nullable NegotiateSight sight;

  /**
   * @param sight how the instances' keys can be seen; without it a site counts as activated once
   *     its grace is over
   */
  public SiteDelivery(AppServiceSite site, ValueNames names, @Nullable NegotiateSight sight) {
    this.site = site;
    this.names = names;
    this.sight = sight;
  }

  SiteId id() {
    return site.id();
  }

  ValueNames names() {
    return names;
  }

  SiteSlots slots() {
    return site.slots();
  }

  /** What each of the site's values holds, by a name for messages. */
  Map<String, Holding> read() {
    return names.holdings(id(), site.values().list(names.kind()));
  }

  /**
   * Does the next thing, if one is due.
   *
   * @return what is being waited for; empty once the site has loaded the key
   */
  Optional<String> advance(
      NewKey key, DeliveryNotes notes, Fence fence, Activation activation, Instant now) {
    Map<String, SiteValue> stored = site.values().list(names.kind());
    SiteRewrite rewrite = new SiteRewrite(id(), names, stored, key);
    String consumer = id().toString();
    if (!rewrite.loads()) {
      notes.remark(consumer, "has no key to load: it is identity-based and left alone");
      return Optional.empty();
    }
    if (rewrite.keyDue()) {
      return Optional.of(write(stored, rewrite, notes, fence, now));
    }
    Reloading loading = new Reloading(consumer, site::restart, look(key), notes, activation);
    if (loading.isDone()) {
      return Optional.empty();
    }
    if (rewrite.versionDue()) {
      return Optional.of(write(stored, rewrite, notes, fence, now));
    }
    if (rewrite.refers() && notes.changedAt(consumer).isEmpty()) {
      refresh(fence);
      notes.changed(consumer, now);
      notes.restarted(consumer, now);
      return Optional.of(id() + " to restart with the refreshed reference");
    }
    return loading.advance(fence, now);
  }

  private String write(
      Map<String, SiteValue> stored,
      SiteRewrite rewrite,
      DeliveryNotes notes,
      Fence fence,
      Instant now) {
    if (!site.values().list(names.kind()).equals(stored)) {
      throw new CallFailed(
          CallFailed.Kind.CONFLICT,
          "somebody else is changing the settings of site %s; they are read again later"
              .formatted(id()),
          false,
          null,
          null);
    }
    fence.check();
    site.values().replace(names.kind(), rewrite.next());
    notes.changed(id().toString(), now);
    if (rewrite.versionDue()) {
      notes.remark(
          id().toString(),
          "has loaded the new key; its reference %s no longer names one version of the secret"
              .formatted(rewrite.unpinned()));
    }
    return id() + " to restart with its new setting";
  }

  /** A reference is not written: the platform is made to fetch its value anew. */
  private void refresh(Fence fence) {
    fence.check();
    site.refreshReferences();
    fence.check();
    site.restart();
  }

  private @Nullable Map<String, Signer> look(NewKey key) {
    return sight == null ? null : sight.look(key.key(), List.of());
  }
}
