package io.github.rekey.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.github.rekey.azure.AzureErrors;
import io.github.rekey.azure.Call;
import io.github.rekey.azure.Guarded;
import io.github.rekey.rotation.CallFailed;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One cluster's API server. fabric8 finds the cluster, trusts it and authenticates; each call here
 * is one request, so that a status and its Retry-After are seen as they came, nothing is read or
 * repeated on the side, and no body of an answer gets into an exception.
 */
public final class KubernetesApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final int SECONDS = 30;

  /** fabric8's interceptor that logs whole answers where its logger traces; null takes it out. */
  private static final String TRACING_BODIES = "HttpLogging";

  private final KubernetesClusters.Access access;
  private final Guarded kubernetes;
  private @Nullable KubernetesClient client;

  KubernetesApi(KubernetesClusters.Access access, Guarded kubernetes) {
    this.access = access;
    this.kubernetes = kubernetes;
  }

  /**
   * @param path with query, from the root of the API server
   */
  JsonNode get(Call call, String path) {
    return kubernetes.read(call, () -> send(call, path, request -> request));
  }

  /** A JSON merge patch (RFC 7396), sent once, as field manager {@code rekey}. */
  JsonNode patch(Call call, String path, JsonNode patch) {
    String managed = path + "?fieldManager=" + KubernetesSecrets.MANAGER;
    return kubernetes.once(
        call,
        () ->
            send(call, managed, request -> request.method("PATCH", MERGE_PATCH, patch.toString())));
  }

  private JsonNode send(Call call, String path, UnaryOperator<HttpRequest.Builder> method) {
    KubernetesClient connected = connected(call);
    String root = connected.getMasterUrl().toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        connected
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(root + path)
            .header("Accept", "application/json")
            .timeout(SECONDS, TimeUnit.SECONDS);
    HttpResponse<String> answer =
        await(connected.getHttpClient().sendAsync(method.apply(request).build(), String.class));
    if (!answer.isSuccessful()) {
      String reason = document(answer.body()).path("reason").asText("");
      throw AzureErrors.ofAnswer(call, answer.code(), reason, answer.header("Retry-After"));
    }
    return document(answer.body());
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted while calling"));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException lost
          ? new UncheckedIOException(lost)
          : new IllegalStateException(e.getCause());
    }
  }

  /** What is not JSON reads as nothing: a proxy's page has no reason, and holds no Secret. */
  private static JsonNode document(@Nullable String body) {
    try {
      return JSON.readTree(body == null ? "" : body);
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }

  private synchronized KubernetesClient connected(Call call) {
    if (client == null) {
      client =
          new KubernetesClientBuilder()
              .withConfig(config(call))
              .withHttpClientFactory(new JdkHttpClientFactory())
              .withHttpClientBuilderConsumer(
                  http -> http.addOrReplaceInterceptor(TRACING_BODIES, null))
              .build();
    }
    return client;
  }

  private Config config(Call call) {
    Path file = access.kubeconfig();
    if (file != null && !Files.isReadable(file)) {
      throw misconfigured(call, "the kubeconfig " + file + " cannot be read");
    }
    Config config =
        file == null
            ? Config.autoConfigure(access.context())
            : Config.fromKubeconfig(access.context(), file.toFile());
    NamedContext current = config.getCurrentContext();
    String wanted = access.context();
    if (wanted != null && (current == null || !wanted.equals(current.getName()))) {
      throw misconfigured(call, "the kubeconfig has no context " + wanted);
    }
    config.setRequestRetryBackoffLimit(0);
    return config;
  }

  private static CallFailed misconfigured(Call call, String what) {
    String message =
        "%s of %s: %s; correct it in rekey.yaml".formatted(call.operation(), call.subject(), what);
    return new CallFailed(CallFailed.Kind.REFUSED, message, false, null, null);
  }
}
