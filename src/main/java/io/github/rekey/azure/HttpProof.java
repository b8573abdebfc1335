package io.github.rekey.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ProofAnswer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Asks whoever runs an app whether it uses the key: a GET with {@code resource} (ARM id), {@code
 * slot} (primary or secondary) and {@code since} (ISO 8601), to be answered 200 with {@code {"met":
 * true}} or {@code {"met": false, "waitingFor": "..."}}. Whatever else comes back is "not yet".
 */
public final class HttpProof implements Proof {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 200;

  private final String app;
  private final URI url;
  private final PlainHttp http;
  private final Guarded apps;

  public HttpProof(String app, URI url, PlainHttp http, Guarded apps) {
    this.app = app;
    this.url = url;
    this.http = http;
    this.apps = apps;
  }

  @Override
  public String name() {
    return "proof:" + app;
  }

  @Override
  public ProofAnswer look(Expectation expectation) {
    Call call = Call.read("ask for the proof", app, "an anonymous proof URL");
    HttpRequest.Builder request = HttpRequest.newBuilder(question(expectation));
    HttpResponse<String> response = apps.once(call, () -> http.send(request));
    if (response.statusCode() != 200) {
      return notYet("HTTP " + response.statusCode());
    }
    JsonNode answer = json(response.body());
    JsonNode met = answer.path("met");
    if (!met.isBoolean()) {
      return notYet("it answers neither met: true nor met: false");
    }
    return met.asBoolean()
        ? new ProofAnswer.Met(app + " is on the key by its own proof")
        : notYet(told(answer.path("waitingFor").asText("it does not say for what"), expectation));
  }

  private ProofAnswer notYet(String reason) {
    return new ProofAnswer.NotYet("the proof of %s: %s".formatted(app, reason));
  }

  private URI question(Expectation expectation) {
    String query =
        "resource=%s&slot=%s&since=%s"
            .formatted(
                encoded(expectation.key().resource().value()),
                expectation.key().slot().name().toLowerCase(Locale.ROOT),
                encoded(expectation.since().toString()));
    return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query);
  }

  /** What a stranger says goes into journals and pages: in one line, short, and without a key. */
  private static String told(String text, Expectation expectation) {
    boolean secret =
        Stream.of(expectation.listed().primary(), expectation.listed().secondary())
            .map(AccessKey::reveal)
            .anyMatch(text::contains);
    String line = secret ? "(a text that holds a key)" : text.replaceAll("[\\p{C}\\s]+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
