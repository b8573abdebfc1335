package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Microsoft.Web/sites and their slots as Resource Manager serves them: lists, restart, instances.
 */
final class SiteRoutes {
  static final String TYPE = "Microsoft.Web/sites";
  private static final String GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
  private static final String SITES = "/providers/" + TYPE;
  private final Azure azure;
  private final String region;

  SiteRoutes(Azure azure, String region) {
    this.azure = azure;
    this.region = region;
  }

  void addTo(ArmRoutes routes) {
    String read = TYPE + "/read";
    routes.read("listSites", read, "/subscriptions/{subscription}" + SITES, this::list);
    routes.read("listSites", read, GROUP + SITES, this::list);
    String site = GROUP + SITES + "/{name}";
    routes.read("listSlots", TYPE + "/slots/read", site + "/slots", this::slots);
    addOne(routes, site, TYPE);
    addOne(routes, site + "/slots/{slot}", TYPE + "/slots");
  }

  private void addOne(ArmRoutes routes, String one, String type) {
    routes.read("getSite", type + "/read", one, call -> Answer.ok(document(find(call))));
    routes.read("listInstances", type + "/instances/read", one + "/instances", this::instances);
    routes.work("POST", "restartSite", type + "/restart/action", one + "/restart", this::restart);
    new SiteConfigRoutes(azure, this).addTo(routes, one + "/config", type + "/config");
  }

  /** The site, or slot, whose id begins the call's path. */
  Site find(Call call) {
    String[] path = call.path().split("/");
    boolean slot = path.length > 10 && path[9].equalsIgnoreCase("slots");
    String id = String.join("/", List.of(path).subList(0, slot ? 11 : 9));
    return azure
        .site(id)
        .orElseThrow(
            () -> new Refused(404, "ResourceNotFound", "The Resource '" + id + "' was not found."));
  }

  private Answer list(Call call) {
    String scope = call.path().toLowerCase(Locale.ROOT);
    String prefix = scope.substring(0, scope.indexOf("/providers/")) + "/";
    return page(
        site -> site.slotOf().isEmpty() && site.id().toLowerCase(Locale.ROOT).startsWith(prefix));
  }

  private Answer slots(Call call) {
    String of = find(call).id();
    return page(site -> site.slotOf().filter(of::equalsIgnoreCase).isPresent());
  }

  private Answer page(Predicate<Site> wanted) {
    Stream<Map<String, Object>> found = azure.sites().stream().filter(wanted).map(this::document);
    return Answer.ok(Map.of("value", found.toList()));
  }

  private Answer instances(Call call) {
    Site site = find(call);
    List<Map<String, Object>> value =
        site.instanceIds().stream()
            .map(
                id ->
                    part(
                        site.id() + "/instances/" + id,
                        id,
                        "Microsoft.Web/sites/instances",
                        Map.of("name", id, "siteName", site.name(), "state", "READY")))
            .toList();
    return Answer.ok(Map.of("value", value));
  }

  /**
   * Refreshing references restarts too, since instances read settings at start only (assumption).
   */
  Outcome restart(Call call) {
    Site site = find(call);
    site.restart();
    return Outcome.now(Answer.of(200));
  }

  private Map<String, Object> document(Site site) {
    String parent = site.slotOf().map(of -> of.substring(of.lastIndexOf('/') + 1)).orElse("");
    String host = (parent.isEmpty() ? "" : parent + "-") + site.name() + ".azurewebsites.net";
    Map<String, Object> properties =
        Map.of(
            "state",
            "Running",
            "enabled",
            true,
            "hostNames",
            List.of(host),
            "defaultHostName",
            host,
            "availabilityState",
            "Normal");
    String name = (parent.isEmpty() ? "" : parent + "/") + site.name();
    Map<String, Object> document =
        part(site.id(), name, parent.isEmpty() ? TYPE : TYPE + "/slots", properties);
    document.put("kind", "app,linux");
    return document;
  }

  Map<String, Object> part(String id, String name, String type, Map<String, ?> properties) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", id);
    document.put("name", name);
    document.put("type", type);
    document.put("location", region);
    document.put("properties", properties);
    return document;
  }
}
