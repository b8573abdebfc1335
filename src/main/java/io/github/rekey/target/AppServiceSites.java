package io.github.rekey.target;

import com.azure.resourcemanager.appservice.AppServiceManager;
import com.azure.resourcemanager.appservice.fluent.WebAppsClient;
import io.github.rekey.azure.AzureClients;
import io.github.rekey.azure.Guarded;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes {@link AppServiceSite}s; one SDK client a subscription. */
public final class AppServiceSites {
  private final AzureClients clients;
  private final Guarded appService;
  private final Map<String, WebAppsClient> bySubscription = new ConcurrentHashMap<>();

  public AppServiceSites(AzureClients clients, Guarded appService) {
    this.clients = clients;
    this.appService = appService;
  }

  public AppServiceSite site(SiteId id) {
    return new AppServiceSite(id, webApps(id.subscription()), clients, appService);
  }

  WebAppsClient webApps(String subscription) {
    return bySubscription.computeIfAbsent(subscription, this::client);
  }

  private WebAppsClient client(String subscription) {
    return AppServiceManager.authenticate(clients.arm(), clients.profile(subscription))
        .serviceClient()
        .getWebApps();
  }
}
