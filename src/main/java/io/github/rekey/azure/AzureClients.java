package io.github.rekey.azure;

import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.http.policy.ArmChallengeAuthenticationPolicy;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.models.CloudEvent;
import com.azure.data.appconfiguration.ConfigurationClient;
import com.azure.data.appconfiguration.ConfigurationClientBuilder;
import com.azure.messaging.eventgrid.EventGridPublisherClient;
import com.azure.messaging.eventgrid.EventGridPublisherClientBuilder;
import com.azure.monitor.query.MetricsQueryClient;
import com.azure.monitor.query.MetricsQueryClientBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Azure SDK's clients, built once over one JDK HTTP client and one credential. None of them
 * repeats a request by itself: a repeated regenerateKey would replace a key twice, so repeating is
 * left to {@link Guarded}, which repeats reads only.
 */
public final class AzureClients {
  private static final HttpHeaderName CORRELATION =
      HttpHeaderName.fromString("x-ms-correlation-request-id");

  private final AzureSettings settings;
  private final Trust trust;
  private final HttpClient http;
  private final PlainHttp plainHttp;
  private final TokenCredential credential;
  private final HttpPipeline arm;

  /**
   * @param correlations ids that calls to Resource Manager carry
   * @param pacer lets these calls out
   */
  public AzureClients(AzureSettings settings, CorrelationIds correlations, Pacer pacer) {
    this.settings = settings;
    this.trust = Trust.of(settings.caCertificate());
    this.http =
        new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(trust.context()))
            .connectionTimeout(settings.callTimeout())
            .responseTimeout(settings.callTimeout())
            .readTimeout(settings.callTimeout())
            .writeTimeout(settings.callTimeout())
            .build();
    this.plainHttp = new PlainHttp(trust, settings.callTimeout());
    this.credential = Credentials.of(settings, http);
    this.arm =
        new HttpPipelineBuilder()
            .httpClient(http)
            .policies(
                new UserAgentPolicy("rekey"),
                new RequestIdPolicy(),
                correlated(correlations),
                new PacingPolicy(pacer),
                new ArmChallengeAuthenticationPolicy(credential, settings.cloud().armScope()))
            .build();
  }

  private static HttpPipelinePolicy correlated(CorrelationIds ids) {
    return new HttpPipelineSyncPolicy() {
      @Override
      protected void beforeSendingRequest(HttpPipelineCallContext context) {
        context.getHttpRequest().setHeader(CORRELATION, ids.next());
      }
    };
  }

  public AzureSettings settings() {
    return settings;
  }

  public Trust trust() {
    return trust;
  }

  /** For SDK clients that are built elsewhere; pair it with {@link #oneTry()}. */
  public HttpClient http() {
    return http;
  }

  /** For calls without an SDK client: the data plane, apps' negotiate endpoints. */
  public PlainHttp plainHttp() {
    return plainHttp;
  }

  public TokenCredential credential() {
    return credential;
  }

  /** Azure Resource Manager with Rekey's token; each call carries its own correlation id. */
  public HttpPipeline arm() {
    return arm;
  }

  /** Asks for a token; empty if the token does not tell. */
  public Optional<OwnIdentity> ownIdentity(Guarded guarded) {
    Call call = Call.read("get a token", "Microsoft Entra", "an identity for Rekey");
    TokenRequestContext request = new TokenRequestContext().addScopes(settings.cloud().armScope());
    return guarded.read(
        call, () -> TokenClaims.identity(credential.getTokenSync(request).getToken()));
  }

  /** For managers of azure-resourcemanager. */
  public AzureProfile profile(String subscription) {
    Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
    endpoints.put("resourceManagerEndpointUrl", settings.cloud().armEndpoint() + "/");
    String tenant = settings.identity().tenantId();
    return new AzureProfile(
        tenant == null ? "" : tenant, subscription, new AzureEnvironment(endpoints));
  }

  public SecretClient secrets(URI vault) {
    SecretClientBuilder builder =
        new SecretClientBuilder()
            .vaultUrl(vault.toString())
            .httpClient(http)
            .credential(credential)
            .retryOptions(oneTry());
    if (!settings.cloud().challengeVerification()) {
      builder.disableChallengeResourceVerification();
    }
    return builder.buildClient();
  }

  /**
   * A custom topic's publisher.
   *
   * @param accessKey one of the topic's; null publishes with Rekey's identity
   */
  public EventGridPublisherClient<CloudEvent> topic(URI endpoint, @Nullable String accessKey) {
    EventGridPublisherClientBuilder builder =
        new EventGridPublisherClientBuilder()
            .endpoint(endpoint.toString())
            .httpClient(http)
            .retryOptions(oneTry());
    return (accessKey == null
            ? builder.credential(credential)
            : builder.credential(new AzureKeyCredential(accessKey)))
        .buildCloudEventPublisherClient();
  }

  /** Its tokens' audience follows from the store's domain, as the SDK does it. */
  public ConfigurationClient configuration(URI store) {
    return new ConfigurationClientBuilder()
        .endpoint(store.toString().replaceAll("/+$", ""))
        .httpClient(http)
        .credential(credential)
        .retryOptions(oneTry())
        .buildClient();
  }

  public MetricsQueryClient metrics() {
    return new MetricsQueryClientBuilder()
        .endpoint(settings.cloud().armEndpoint().toString())
        .pipeline(arm)
        .buildClient();
  }

  /** The SDK's own retries, switched off. */
  public static RetryOptions oneTry() {
    return new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));
  }
}
