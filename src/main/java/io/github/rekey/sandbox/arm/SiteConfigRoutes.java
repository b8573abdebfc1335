package io.github.rekey.sandbox.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.trouble.Trouble;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Site;
import io.github.rekey.sandbox.world.Site.Typed;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The configuration of a site or slot as Resource Manager serves it: settings, connection strings
 * and which of them stay with their slot. A PUT replaces all of a kind and restarts the site.
 */
final class SiteConfigRoutes {
  private static final Answer UNAVAILABLE =
      Answer.error(503, "ServiceUnavailable", "The service is unavailable.");

  /** App Service's own envelope: reported in Azure/azure-sdk-for-java issue 1827. */
  private static final Answer BUSY =
      Answer.of(
          409,
          Map.of(
              "Code",
              "Conflict",
              "Message",
              "Cannot modify this site because another operation is in progress."));

  private final SiteRoutes sites;
  private final Trouble trouble;

  SiteConfigRoutes(Azure azure, SiteRoutes sites) {
    this.sites = sites;
    this.trouble = new Trouble(azure.faults(), UNAVAILABLE, BUSY);
  }

  void addTo(ArmRoutes routes, String path, String type) {
    String read = type + "/read";
    String list = type + "/list/action";
    String write = type + "/write";
    String settings = path + "/appsettings";
    String strings = path + "/connectionstrings";
    routes.work("POST", "listSettings", list, settings + "/list", this::settings);
    routes.work("PUT", "putSettings", write, settings, this::replaceSettings);
    routes.work("POST", "listConnectionStrings", list, strings + "/list", this::strings);
    routes.work("PUT", "putConnectionStrings", write, strings, this::replaceStrings);
    routes.read("getSlotConfigNames", read, path + "/slotConfigNames", this::sticky);
    routes.read("getSiteConfig", read, path + "/{part}", this::other);
    routes.work(
        "POST",
        "refreshReferences",
        write,
        path + "/configreferences/appsettings/refresh",
        sites::restart);
  }

  /** Web configuration, logs: none of it set. */
  private Answer other(Call call) {
    return Answer.ok(part(sites.find(call), call.variable("part"), Map.of()));
  }

  /** Kept by the site itself for all its slots. */
  private Answer sticky(Call call) {
    Site site = sites.find(call);
    Site.Sticky names = site.sticky();
    Map<String, Object> properties =
        Map.of(
            "appSettingNames", names.settings(),
            "connectionStringNames", names.connectionStrings());
    return Answer.ok(part(site, "slotConfigNames", properties));
  }

  private Outcome settings(Call call) {
    Site site = sites.find(call);
    Outcome listed = settings(site);
    trouble.afterRead(site.name(), () -> editSettings(site));
    return listed;
  }

  private static void editSettings(Site site) {
    Map<String, String> all = site.applicationSettings();
    all.replaceAll((name, value) -> Trouble.edited(value));
    site.replaceSettings(all);
  }

  private Outcome settings(Site site) {
    return Outcome.now(Answer.ok(part(site, "appsettings", site.applicationSettings())));
  }

  private Outcome replaceSettings(Call call) {
    Site site = writable(call);
    Map<String, String> all = new LinkedHashMap<>();
    properties(call)
        .properties()
        .forEach(setting -> all.put(setting.getKey(), setting.getValue().asText()));
    site.replaceSettings(all);
    return written(site, settings(site));
  }

  private Outcome strings(Call call) {
    Site site = sites.find(call);
    Outcome listed = strings(site);
    trouble.afterRead(site.name(), () -> editStrings(site));
    return listed;
  }

  private static void editStrings(Site site) {
    Map<String, Typed> all = site.connectionStrings();
    all.replaceAll((name, old) -> new Typed(Trouble.edited(old.value()), old.type()));
    site.replaceConnectionStrings(all);
  }

  private Outcome strings(Site site) {
    Map<String, Object> all = new LinkedHashMap<>();
    site.connectionStrings()
        .forEach((name, s) -> all.put(name, Map.of("value", s.value(), "type", s.type())));
    return Outcome.now(Answer.ok(part(site, "connectionstrings", all)));
  }

  private Outcome replaceStrings(Call call) {
    Site site = writable(call);
    Map<String, Typed> all = new LinkedHashMap<>();
    properties(call)
        .properties()
        .forEach(string -> all.put(string.getKey(), typed(string.getValue())));
    site.replaceConnectionStrings(all);
    return written(site, strings(site));
  }

  private static Typed typed(JsonNode string) {
    if (!string.path("type").isTextual()) {
      throw new Refused(400, "BadRequest", "The type of a connection string is missing.");
    }
    return new Typed(string.path("value").asText(), string.path("type").asText());
  }

  private Site writable(Call call) {
    Site site = sites.find(call);
    trouble.beforeWrite(site.name());
    return site;
  }

  private Outcome written(Site site, Outcome outcome) {
    return outcome.answered(trouble.afterWrite(site.name(), outcome.answer()));
  }

  private static JsonNode properties(Call call) {
    JsonNode properties = call.json().path("properties");
    if (!properties.isObject()) {
      throw new Refused(400, "BadRequest", "The properties of the request are missing.");
    }
    return properties;
  }

  private Map<String, Object> part(Site site, String name, Map<String, ?> properties) {
    String id = site.id() + "/config/" + name;
    return sites.part(id, name, "Microsoft.Web/sites/config", properties);
  }
}
