package io.github.rekey.sandbox.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything that exists in the simulated subscription; ids and names in any letter case. */
public final class Azure {
  private final Map<String, SignalRResource> signalr = new LinkedHashMap<>();
  private final Map<String, Site> sites = new LinkedHashMap<>();
  private final Map<String, ContainerApp> containerApps = new LinkedHashMap<>();
  private final Map<String, Vault> vaults = new LinkedHashMap<>();
  private final Map<String, ConfigurationStore> stores = new LinkedHashMap<>();
  private final List<Notice> notices = new ArrayList<>();
  private final Faults faults = new Faults();
  private final CallLog calls = new CallLog();
  private final Rights rights = new Rights();

  public synchronized void add(SignalRResource resource) {
    signalr.put(lower(resource.id()), resource);
  }

  public synchronized void add(Site site) {
    sites.put(lower(site.id()), site);
  }

  public synchronized void add(ContainerApp app) {
    containerApps.put(lower(app.id()), app);
  }

  public synchronized void add(Vault vault) {
    vaults.put(lower(vault.name()), vault);
  }

  public synchronized void add(ConfigurationStore store) {
    stores.put(lower(store.name()), store);
  }

  public synchronized Optional<SignalRResource> signalr(String id) {
    return Optional.ofNullable(signalr.get(lower(id)));
  }

  public synchronized void delete(SignalRResource resource) {
    signalr.remove(lower(resource.id()));
  }

  public synchronized void delete(Site site) {
    sites.remove(lower(site.id()));
  }

  public synchronized void delete(ContainerApp app) {
    containerApps.remove(lower(app.id()));
  }

  public synchronized Optional<Site> site(String id) {
    return Optional.ofNullable(sites.get(lower(id)));
  }

  public synchronized Optional<ContainerApp> containerApp(String id) {
    return Optional.ofNullable(containerApps.get(lower(id)));
  }

  public synchronized Optional<Vault> vault(String name) {
    return Optional.ofNullable(vaults.get(lower(name)));
  }

  public synchronized Optional<ConfigurationStore> configurationStore(String name) {
    return Optional.ofNullable(stores.get(lower(name)));
  }

  public synchronized List<SignalRResource> signalr() {
    return List.copyOf(signalr.values());
  }

  public synchronized List<Site> sites() {
    return List.copyOf(sites.values());
  }

  public synchronized List<ContainerApp> containerApps() {
    return List.copyOf(containerApps.values());
  }

  public synchronized List<Vault> vaults() {
    return List.copyOf(vaults.values());
  }

  public synchronized List<ConfigurationStore> configurationStores() {
    return List.copyOf(stores.values());
  }

  public synchronized void add(Notice notice) {
    notices.add(notice);
  }

  public synchronized List<Notice> notices() {
    return List.copyOf(notices);
  }

  public CallLog calls() {
    return calls;
  }

  public Rights rights() {
    return rights;
  }

  public Faults faults() {
    return faults;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
