package io.github.rekey.intake;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How callers of the webhooks prove themselves. */
public sealed interface GateSettings {
  /** Whether it is fit only for a listener that is bound to a loopback address. */
  default boolean loopbackOnly() {
    return false;
  }

  /**
   * Bearer tokens of Microsoft Entra ID, as Event Grid and secure webhooks of action groups send
   * them.
   *
   * @param tenant the tenant's id (GUID)
   * @param audiences accepted {@code aud} values: the App ID URI in version 1 tokens, the client id
   *     in version 2 tokens
   * @param applications who may call
   * @param keys where the signing keys are published (JWKS)
   * @param authorityV1 issuer of version 1 tokens without the tenant, e.g. {@code
   *     https://sts.windows.net}
   * @param authorityV2 issuer of version 2 tokens without the tenant, e.g. {@code
   *     https://login.microsoftonline.com}
   * @param skew how far clocks may differ, at most 60 s
   */
  record Entra(
      String tenant,
      Set<String> audiences,
      List<AllowedApplication> applications,
      URI keys,
      String authorityV1,
      String authorityV2,
      Duration skew)
      implements GateSettings {
    private static final Duration MOST_SKEW = Duration.ofSeconds(60);

    public Entra {
      if (tenant.isBlank() || audiences.isEmpty() || applications.isEmpty()) {
        throw new IllegalArgumentException("tenant, audiences and applications are needed");
      }
      if (skew.isNegative() || skew.compareTo(MOST_SKEW) > 0) {
        throw new IllegalArgumentException("skew must be 0 to 60 s, not " + skew);
      }
      audiences = Set.copyOf(audiences);
      applications = List.copyOf(applications);
    }

    /** The public cloud, Event Grid and action groups. */
    public static Entra publicCloud(String tenant, Set<String> audiences) {
      String authority = "https://login.microsoftonline.com";
      return new Entra(
          tenant,
          audiences,
          List.of(AllowedApplication.EVENT_GRID, AllowedApplication.ACTION_GROUPS),
          URI.create(authority + "/" + tenant + "/discovery/v2.0/keys"),
          "https://sts.windows.net",
          authority,
          MOST_SKEW);
    }
  }

  /**
   * An application that may call.
   *
   * @param role the app role its token must carry, null for none
   */
  record AllowedApplication(String id, @Nullable String role) {
    /** Microsoft.EventGrid (Event Grid documentation, secure webhook delivery). */
    public static final AllowedApplication EVENT_GRID =
        new AllowedApplication("4962773b-9cdb-44cf-a8bf-237846a00ab7", null);

    /** AZNS AAD Webhook (Azure Monitor documentation, action groups, secure webhook). */
    public static final AllowedApplication ACTION_GROUPS =
        new AllowedApplication("461e8683-5575-4561-ac7f-899cc907d62a", "ActionGroupsSecureWebhook");
  }

  /**
   * A secret in the URL's query, {@code ?key=…}, for senders that cannot get a token. It shows in
   * the logs of proxies on the way.
   *
   * @param key at least 16 characters
   */
  record SharedKey(String key) implements GateSettings {
    public SharedKey {
      if (key.length() < 16) {
        throw new IllegalArgumentException("the shared key needs at least 16 characters");
      }
    }

    @Override
    public String toString() {
      return "SharedKey[***]";
    }
  }

  /** Anybody on this machine. To be refused at start where the listener is not on loopback. */
  record Open() implements GateSettings {
    @Override
    public boolean loopbackOnly() {
      return true;
    }
  }
}
