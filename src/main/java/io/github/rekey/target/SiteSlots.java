package io.github.rekey.target;

import com.azure.resourcemanager.appservice.fluent.WebAppsClient;
import com.azure.resourcemanager.appservice.fluent.models.SiteInner;
import com.azure.resourcemanager.appservice.fluent.models.SlotConfigNamesResourceInner;
import io.github.rekey.azure.Call;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.Right;
import java.util.List;
import java.util.Set;

/**
 * The deployment slots of one site, and the values that stay with their slot when slots are swapped
 * ("slot settings"; the names hold for all slots and are kept by the site itself: config/
 * slotConfigNames). A value that is none goes with the app into the other slot.
 */
final class SiteSlots {
  private static final Right STICKY =
      Right.control(
          "Microsoft.Web/sites/config/read", "tell whether a swap of slots carries a value over");
  static final Right LIST =
      Right.control("Microsoft.Web/sites/slots/read", "find the site's deployment slots");

  /** What Rekey needs on a site, not on its slots. */
  static final List<Right> RIGHTS = List.of(STICKY, LIST);

  private final SiteId site;
  private final WebAppsClient webApps;
  private final Guarded appService;

  SiteSlots(SiteId site, WebAppsClient webApps, Guarded appService) {
    this.site = site.production();
    this.webApps = webApps;
    this.appService = appService;
  }

  List<SiteInner> list() {
    Call call = Call.read("list slots", "site " + site, LIST.toString());
    return appService.read(
        call, () -> webApps.listSlots(site.resourceGroup(), site.site()).stream().toList());
  }

  /** The names of the values of this kind that stay with their slot. */
  Set<String> sticky(ValueNames.Kind kind) {
    Call call = Call.read("list slot settings", "site " + site, STICKY.toString());
    SlotConfigNamesResourceInner names =
        appService.read(
            call, () -> webApps.listSlotConfigurationNames(site.resourceGroup(), site.site()));
    List<String> found =
        kind == ValueNames.Kind.SETTING ? names.appSettingNames() : names.connectionStringNames();
    return found == null ? Set.of() : Set.copyOf(found);
  }
}
