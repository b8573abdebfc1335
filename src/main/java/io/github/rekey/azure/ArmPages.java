package io.github.rekey.azure;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Reads lists of Resource Manager that no client of the SDK's knows, page by page to their end. */
final class ArmPages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpPipeline pipeline;
  private final String endpoint;
  private final Guarded arm;

  ArmPages(AzureClients clients, Guarded arm) {
    this.pipeline = clients.arm();
    this.endpoint = clients.settings().cloud().armEndpoint().toString();
    this.arm = arm;
  }

  /**
   * The elements of all pages.
   *
   * @param path from the endpoint on, with its query
   */
  List<JsonNode> all(Call call, String path) {
    List<JsonNode> all = new ArrayList<>();
    String url = endpoint + path;
    while (!url.isEmpty()) {
      JsonNode page = page(call, url);
      page.path("value").forEach(all::add);
      url = page.path("nextLink").asText("");
    }
    return all;
  }

  private JsonNode page(Call call, String url) {
    return arm.read(
        call,
        () -> {
          HttpRequest request = new HttpRequest(HttpMethod.GET, url);
          try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
            if (response.getStatusCode() != 200) {
              throw AzureErrors.ofAnswer(call, response);
            }
            return read(response.getBodyAsBinaryData().toString());
          }
        });
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("ARM's answer is not JSON");
    }
  }
}
