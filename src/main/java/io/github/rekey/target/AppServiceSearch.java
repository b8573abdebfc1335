package io.github.rekey.target;

import com.azure.resourcemanager.appservice.fluent.models.SiteInner;
import io.github.rekey.azure.AzureClients;
import io.github.rekey.azure.Call;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.Right;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holder;
import io.github.rekey.rotation.HolderSearch;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the application settings and connection strings of all sites and slots of a
 * subscription, Functions apps included. A bare key names no endpoint and is not found.
 */
public final class AppServiceSearch implements HolderSearch {
  private static final Right SITES =
      Right.control("Microsoft.Web/sites/read", "find the sites of a subscription");

  /** What Rekey needs on the subscription. */
  public static final List<Right> RIGHTS =
      Stream.concat(
              Stream.of(SITES, SiteSlots.LIST, SiteValues.LIST),
              AppServiceSite.onSlots(List.of(SiteValues.LIST)).stream())
          .toList();

  private final AppServiceSites sites;
  private final Guarded appService;
  private final String subscription;

  public AppServiceSearch(AzureClients clients, Guarded appService, String subscription) {
    this.sites = new AppServiceSites(clients, appService);
    this.appService = appService;
    this.subscription = subscription;
  }

  @Override
  public String name() {
    return "app-service in subscription " + subscription;
  }

  @Override
  public Found search(URI endpoint) {
    Call call = Call.read("list sites", "subscription " + subscription, SITES.toString());
    List<SiteInner> all =
        appService.read(call, () -> sites.webApps(subscription).list().stream().toList());
    Found found = new Found(new ArrayList<>(), new ArrayList<>());
    for (SiteInner site : all) {
      look(site, endpoint, found);
      slots(site, found).forEach(slot -> look(slot, endpoint, found));
    }
    return found;
  }

  private List<SiteInner> slots(SiteInner site, Found found) {
    try {
      return sites.site(SiteId.parse(site.id())).slots().list();
    } catch (CallFailed unread) {
      found.unread().add(String.valueOf(unread.getMessage()));
      return List.of();
    }
  }

  private void look(SiteInner site, URI endpoint, Found found) {
    SiteId id = SiteId.parse(site.id());
    for (ValueNames.Kind kind : ValueNames.Kind.values()) {
      try {
        sites.site(id).values().list(kind).entrySet().stream()
            .filter(value -> mayHold(value.getValue().value(), endpoint))
            .map(value -> holder(site, new ValueNames(kind, List.of(value.getKey())), value))
            .forEach(found.holders()::add);
      } catch (CallFailed unread) {
        found.unread().add(String.valueOf(unread.getMessage()));
      }
    }
  }

  private static boolean mayHold(@Nullable String value, URI endpoint) {
    return SettingReference.parse(value).isPresent()
        || ConnectionString.parseIfOf(endpoint, value).isPresent();
  }

  private static Holder holder(
      SiteInner site, ValueNames names, Map.Entry<String, SiteValue> value) {
    SiteId id = SiteId.parse(site.id());
    return new Holder(
        names.targetName(id),
        names.holding(id, value.getKey(), value.getValue()),
        entry(site, names.kind(), value.getKey()));
  }

  private static String entry(SiteInner site, ValueNames.Kind kind, String name) {
    return """
        - appService:
            %s: %s
            sites:
              - id: %s
                hub: https://%s/ # complete it with the path of the hub
        """
        .formatted(
            kind == ValueNames.Kind.SETTING ? "setting" : "connectionString",
            YamlText.quoted(name),
            site.id(),
            site.defaultHostname());
  }
}
