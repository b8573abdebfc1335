package io.github.rekey.target;

import com.azure.resourcemanager.appservice.fluent.WebAppsClient;
import com.azure.resourcemanager.appservice.fluent.models.ConnectionStringDictionaryInner;
import com.azure.resourcemanager.appservice.fluent.models.StringDictionaryInner;
import com.azure.resourcemanager.appservice.models.ConnStringValueTypePair;
import io.github.rekey.azure.Call;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.Right;
import io.github.rekey.rotation.CallFailed;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The application settings and connection strings of one site or slot, as ARM keeps them. A PUT of
 * either kind replaces all of that kind (WebApps_UpdateApplicationSettings,
 * WebApps_UpdateConnectionStrings), and the platform restarts the site.
 */
final class SiteValues {
  static final Right LIST =
      Right.control("Microsoft.Web/sites/config/list/action", "see the site's settings");
  private static final Right WRITE =
      Right.control("Microsoft.Web/sites/config/write", "store the new key in a setting");

  /** What listing and replacing needs on a site. */
  static final List<Right> RIGHTS = List.of(LIST, WRITE);

  private final SiteId id;
  private final WebAppsClient webApps;
  private final Guarded appService;

  SiteValues(SiteId id, WebAppsClient webApps, Guarded appService) {
    this.id = id;
    this.webApps = webApps;
    this.appService = appService;
  }

  Map<String, SiteValue> list(ValueNames.Kind kind) {
    Call call = Call.read("list " + kind.word() + "s", "site " + id, LIST.toString());
    return appService.read(
        call, () -> kind == ValueNames.Kind.SETTING ? settings() : connectionStrings());
  }

  /** What is not in the map is gone. */
  void replace(ValueNames.Kind kind, Map<String, SiteValue> all) {
    Call call = Call.write("write " + kind.word() + "s", "site " + id, WRITE.toString());
    if (kind == ValueNames.Kind.SETTING) {
      Map<String, String> settings = new TreeMap<>();
      all.forEach((name, value) -> settings.put(name, value.value()));
      appService.run(call, () -> put(new StringDictionaryInner().withProperties(settings)));
    } else {
      Map<String, ConnStringValueTypePair> strings = new TreeMap<>();
      all.forEach((name, value) -> strings.put(name, pair(name, value)));
      appService.run(
          call, () -> put(new ConnectionStringDictionaryInner().withProperties(strings)));
    }
  }

  private Map<String, SiteValue> settings() {
    StringDictionaryInner listed =
        id.slot() == null
            ? webApps.listApplicationSettings(id.resourceGroup(), id.site())
            : webApps.listApplicationSettingsSlot(id.resourceGroup(), id.site(), id.slot());
    Map<String, SiteValue> values = new TreeMap<>();
    given(listed.properties()).forEach((name, text) -> values.put(name, new SiteValue(text, null)));
    return values;
  }

  private Map<String, SiteValue> connectionStrings() {
    ConnectionStringDictionaryInner listed =
        id.slot() == null
            ? webApps.listConnectionStrings(id.resourceGroup(), id.site())
            : webApps.listConnectionStringsSlot(id.resourceGroup(), id.site(), id.slot());
    Map<String, SiteValue> values = new TreeMap<>();
    given(listed.properties())
        .forEach((name, pair) -> values.put(name, new SiteValue(pair.value(), pair.type())));
    return values;
  }

  private void put(StringDictionaryInner all) {
    if (id.slot() == null) {
      webApps.updateApplicationSettings(id.resourceGroup(), id.site(), all);
    } else {
      webApps.updateApplicationSettingsSlot(id.resourceGroup(), id.site(), id.slot(), all);
    }
  }

  private void put(ConnectionStringDictionaryInner all) {
    if (id.slot() == null) {
      webApps.updateConnectionStrings(id.resourceGroup(), id.site(), all);
    } else {
      webApps.updateConnectionStringsSlot(id.resourceGroup(), id.site(), id.slot(), all);
    }
  }

  /** The SDK drops a type that it does not know; writing it back would lose it. */
  private ConnStringValueTypePair pair(String name, SiteValue value) {
    if (value.type() == null) {
      throw new CallFailed(
          CallFailed.Kind.REFUSED,
          "connection string %s of site %s is of a type that this version does not know;"
                  .formatted(name, id)
              + " replace the key there by hand",
          false,
          null,
          null);
    }
    return new ConnStringValueTypePair().withValue(value.value()).withType(value.type());
  }

  private static <T> Map<String, T> given(@Nullable Map<String, T> listed) {
    return listed == null ? Map.of() : listed;
  }
}
