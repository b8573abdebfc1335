package io.github.rekey.target;

import com.azure.resourcemanager.appservice.fluent.models.SiteInner;
import io.github.rekey.rotation.CallFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a swap of a site's slots would do to the values of a target. Changes nothing. */
final class SwapLook {
  private final List<SiteDelivery> sites;

  /**
   * @param sites all sites and slots of the target
   */
  SwapLook(List<SiteDelivery> sites) {
    this.sites = sites;
  }

  /** Whether the values of a site stay with their slot; told as unknown if that cannot be read. */
  static String stickiness(SiteDelivery site) {
    ValueNames names = site.names();
    String all = String.join(", ", names.names());
    try {
      List<String> loose = loose(site, names);
      return loose.isEmpty()
          ? "slot setting: " + all
          : "no slot setting: " + String.join(", ", loose);
    } catch (CallFailed unread) {
      return "whether %s stays with its slot was not to be read".formatted(all);
    }
  }

  /** A sentence for each site whose slots are not all of the target, where a swap matters. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    for (SiteDelivery site : sites) {
      String production = site.id().production().value();
      if (!asked.contains(production)) {
        asked.add(production);
        warning(site).ifPresent(warnings::add);
      }
    }
    return warnings;
  }

  private Optional<String> warning(SiteDelivery site) {
    List<String> unlisted = unlisted(site);
    List<String> loose = unlisted.isEmpty() ? List.of() : loose(site, site.names());
    return loose.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s of site %s is no slot setting: a swap with %s would carry an old value over;"
                    .formatted(
                        String.join(", ", loose),
                        site.id().production(),
                        String.join(", ", unlisted))
                + " make it a slot setting, or list that slot among the target's sites too");
  }

  private List<String> unlisted(SiteDelivery site) {
    SiteId production = site.id().production();
    Set<String> listed =
        sites.stream().map(other -> other.id().toString()).collect(Collectors.toSet());
    return Stream.concat(
            Stream.of(production),
            site.slots().list().stream().map(SiteInner::id).map(SiteId::parse))
        .map(SiteId::toString)
        .filter(slot -> listed.stream().noneMatch(slot::equalsIgnoreCase))
        .toList();
  }

  private static List<String> loose(SiteDelivery site, ValueNames names) {
    Set<String> sticky = site.slots().sticky(names.kind());
    return names.names().stream().filter(name -> !sticky.contains(name)).toList();
  }
}
