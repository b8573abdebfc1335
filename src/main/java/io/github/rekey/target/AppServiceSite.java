package io.github.rekey.target;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.resourcemanager.appservice.fluent.WebAppsClient;
import com.azure.resourcemanager.appservice.fluent.models.WebSiteInstanceStatusInner;
import io.github.rekey.azure.AzureClients;
import io.github.rekey.azure.AzureErrors;
import io.github.rekey.azure.Call;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.Right;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One App Service site or slot in ARM: its values, instances and restart. */
public final class AppServiceSite {
  private static final String REFRESH_PATH =
      "/config/configreferences/appsettings/refresh?api-version=2022-03-01";
  private static final Right RESTART =
      Right.control("Microsoft.Web/sites/restart/action", "make the site load the new key");
  private static final Right INSTANCES =
      Right.control("Microsoft.Web/sites/instances/read", "ask every instance for its key");

  /**
   * Documented for "your app's Key Vault references"; that it covers those in connection strings
   * and App Configuration references too is an (assumption), so a restart always follows it.
   * Azure's list of operations names none for {@code configreferences/appsettings/refresh}; that it
   * is covered by the right to write the configuration is an (assumption).
   */
  private static final Right REFRESH_REFERENCES =
      Right.control("Microsoft.Web/sites/config/write", "refresh references");

  /** What Rekey needs on each site whose settings it writes. */
  public static final List<Right> RIGHTS =
      Stream.concat(SiteValues.RIGHTS.stream(), Stream.of(REFRESH_REFERENCES, RESTART, INSTANCES))
          .toList();

  /** What Rekey needs on each deployment slot whose settings it writes. */
  public static final List<Right> SLOT_RIGHTS = onSlots(RIGHTS);

  /** What Rekey needs besides on each site that has slots, or whose slot's settings it writes. */
  public static final List<Right> SWAP_RIGHTS = SiteSlots.RIGHTS;

  private static final List<Right> SIGHT = List.of(INSTANCES);

  private final SiteId id;
  private final WebAppsClient webApps;
  private final HttpPipeline arm;
  private final String endpoint;
  private final Guarded appService;
  private final SiteValues values;
  private final SiteSlots slots;

  AppServiceSite(SiteId id, WebAppsClient webApps, AzureClients clients, Guarded appService) {
    this.id = id;
    this.webApps = webApps;
    this.arm = clients.arm();
    this.endpoint = clients.settings().cloud().armEndpoint().toString();
    this.appService = appService;
    this.values = new SiteValues(id, webApps, appService);
    this.slots = new SiteSlots(id, webApps, appService);
  }

  /** What writing the settings of this site, or slot, needs. */
  public static List<Right> rights(SiteId id) {
    return id.slot() == null ? RIGHTS : SLOT_RIGHTS;
  }

  /** What asking the instances of this site, or slot, for their keys needs. */
  public static List<Right> rightsToSee(SiteId id) {
    return id.slot() == null ? SIGHT : onSlots(SIGHT);
  }

  static List<Right> onSlots(List<Right> rights) {
    return rights.stream()
        .map(right -> right.on("Microsoft.Web/sites", "Microsoft.Web/sites/slots"))
        .toList();
  }

  public SiteId id() {
    return id;
  }

  SiteValues values() {
    return values;
  }

  SiteSlots slots() {
    return slots;
  }

  void restart() {
    Call call = Call.write("restart", subject(), RESTART.toString());
    appService.run(
        call,
        () -> {
          if (id.slot() == null) {
            webApps.restart(id.resourceGroup(), id.site());
          } else {
            webApps.restartSlot(id.resourceGroup(), id.site(), id.slot());
          }
        });
  }

  /** Makes the platform fetch references anew instead of within 24 hours. */
  void refreshReferences() {
    Call call = Call.write("refresh references", subject(), REFRESH_REFERENCES.toString());
    appService.run(
        call,
        () -> {
          HttpRequest request =
              new HttpRequest(HttpMethod.POST, endpoint + id.value() + REFRESH_PATH);
          try (HttpResponse response = arm.sendSync(request, Context.NONE)) {
            if (response.getStatusCode() >= 300) {
              throw AzureErrors.ofAnswer(call, response);
            }
          }
        });
  }

  /** The ids of the running instances. */
  public Set<String> instances() {
    Call call = Call.read("list instances", subject(), INSTANCES.toString());
    return appService.read(
        call,
        () -> {
          Set<String> names = new TreeSet<>();
          (id.slot() == null
                  ? webApps.listInstanceIdentifiers(id.resourceGroup(), id.site())
                  : webApps.listInstanceIdentifiersSlot(id.resourceGroup(), id.site(), id.slot()))
              .stream().map(WebSiteInstanceStatusInner::name).forEach(names::add);
          return names;
        });
  }

  private String subject() {
    return "site " + id;
  }
}
