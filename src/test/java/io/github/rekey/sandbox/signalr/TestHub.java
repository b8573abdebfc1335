package io.github.rekey.sandbox.signalr;

import com.microsoft.signalr.HttpHubConnectionBuilder;
import com.microsoft.signalr.HubConnection;
import com.microsoft.signalr.HubConnectionBuilder;
import io.github.rekey.sandbox.tls.Certificates;
import io.reactivex.rxjava3.core.Single;
import java.util.concurrent.TimeUnit;

/** Microsoft's Java client, set up for the sandbox's certificates. */
public final class TestHub {
  private TestHub() {}

  public static HubConnection to(String url, Certificates certificates) {
    return builder(url, certificates).build();
  }

  public static HubConnection to(String url, Certificates certificates, String token) {
    return builder(url, certificates).withAccessTokenProvider(Single.just(token)).build();
  }

  public static void start(HubConnection hub) {
    if (!hub.start().blockingAwait(30, TimeUnit.SECONDS)) {
      throw new AssertionError("not connected within 30 s");
    }
  }

  private static HttpHubConnectionBuilder builder(String url, Certificates certificates) {
    return HubConnectionBuilder.create(url)
        .setHttpClientBuilderCallback(
            client ->
                client.sslSocketFactory(
                    certificates.clientContext().getSocketFactory(), certificates.trustManager()));
  }
}
