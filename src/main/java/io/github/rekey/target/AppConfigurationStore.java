package io.github.rekey.target;

import com.azure.core.util.Context;
import com.azure.data.appconfiguration.ConfigurationClient;
import com.azure.data.appconfiguration.models.ConfigurationSetting;
import com.azure.data.appconfiguration.models.SettingFields;
import com.azure.data.appconfiguration.models.SettingSelector;
import io.github.rekey.azure.Call;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.Right;
import io.github.rekey.rotation.CallFailed;
import java.net.URI;
import java.util.List;

/** The key-values of one App Configuration store. A thin, guarded layer over the SDK's client. */
public final class AppConfigurationStore {
  private static final Right READ =
      Right.data(
          "Microsoft.AppConfiguration/configurationStores/keyValues/read",
          "see which key is stored");
  private static final Right WRITE =
      Right.data(
          "Microsoft.AppConfiguration/configurationStores/keyValues/write",
          "store the new key, and tell the apps that watch");

  /** What Rekey needs on the store. */
  public static final List<Right> RIGHTS = List.of(READ, WRITE);

  /** What finding the key-values that hold a key needs. */
  public static final List<Right> SEARCH = List.of(READ);

  private final String name;
  private final ConfigurationClient client;
  private final Guarded appConfiguration;

  /**
   * @param name by which its targets and references name it, usually {@link #nameIn}
   */
  public AppConfigurationStore(String name, ConfigurationClient client, Guarded appConfiguration) {
    this.name = name;
    this.client = client;
    this.appConfiguration = appConfiguration;
  }

  /** The store's name, which is the first label of its host: {@code https://NAME.azconfig.io}. */
  public static String nameIn(URI store) {
    return store.getHost().split("\\.", 2)[0];
  }

  String name() {
    return name;
  }

  URI url() {
    return URI.create(client.getEndpoint());
  }

  String targetName(StoreKey key) {
    return "app-configuration:" + name + "/" + key;
  }

  ConfigurationSetting get(StoreKey key) {
    Call call = Call.read("read", subject(key), READ.toString());
    return appConfiguration.read(call, () -> parsed(key));
  }

  /**
   * Every key-value with its key, label and value alone. The SDK fails on a whole page if one value
   * does not fit its content type; without content types it takes every value as it is.
   */
  List<ConfigurationSetting> all() {
    Call call = Call.read("list key-values", "store " + name, READ.toString());
    SettingSelector everything =
        new SettingSelector()
            .setFields(SettingFields.KEY, SettingFields.LABEL, SettingFields.VALUE);
    return appConfiguration.read(
        call, () -> client.listConfigurationSettings(everything).stream().toList());
  }

  /**
   * Writes a key-value as it was read but for its value, if nobody has changed it since (If-Match);
   * else it fails as a {@link CallFailed.Kind#CONFLICT}.
   */
  void replace(StoreKey key, ConfigurationSetting changed) {
    Call call = Call.write("write", subject(key), WRITE.toString());
    appConfiguration.run(
        call, () -> client.setConfigurationSettingWithResponse(changed, true, Context.NONE));
  }

  private ConfigurationSetting parsed(StoreKey key) {
    try {
      return client.getConfigurationSetting(key.key(), key.label());
    } catch (RuntimeException failure) {
      throw unreadable(failure) ? misfit(key) : failure;
    }
  }

  /** How the SDK tells of a value that does not fit its content type; its cause may quote it. */
  private static boolean unreadable(RuntimeException failure) {
    return String.valueOf(failure.getMessage()).startsWith("The setting is neither");
  }

  private CallFailed misfit(StoreKey key) {
    String message =
        "%s: its value is not what its content type says; correct one of them"
            .formatted(subject(key));
    return new CallFailed(CallFailed.Kind.REFUSED, message, false, null, null);
  }

  private String subject(StoreKey key) {
    return "key-value " + name + "/" + key;
  }
}
