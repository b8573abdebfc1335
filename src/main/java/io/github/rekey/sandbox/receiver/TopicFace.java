package io.github.rekey.sandbox.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.identity.Bearer;
import io.github.rekey.sandbox.identity.Tokens;
import io.github.rekey.sandbox.world.Azure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A custom topic of Event Grid with the CloudEvents schema: {@code POST
 * /api/events?api-version=2018-01-01}, an array of events, by access key ({@code aeg-sas-key}) or
 * Entra token. It records what it takes and delivers it nowhere.
 */
public final class TopicFace implements Endpoint {
  private static final String AUDIENCE = "https://eventgrid.azure.net";
  private static final String RIGHT = "Microsoft.EventGrid/events/send/action";

  private final Azure azure;
  private final Tokens tokens;
  private final String accessKey;
  private final Script script = new Script();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  public TopicFace(Azure azure, Tokens tokens, String accessKey) {
    this.azure = azure;
    this.tokens = tokens;
    this.accessKey = accessKey;
  }

  @Override
  public Answer answer(Call call) {
    calls.add(call);
    azure.calls().count("topic publish");
    return script.instead().orElseGet(() -> published(call));
  }

  private Answer published(Call call) {
    if (!call.method().equals("POST") || !call.path().equals("/api/events")) {
      return Answer.error(404, "NotFound", "There is no such topic.");
    }
    boolean byKey = call.header("aeg-sas-key").filter(accessKey::equals).isPresent();
    if (!byKey && !hasToken(call)) {
      return Answer.error(401, "Unauthorized", "The request carries no valid key or token.");
    }
    if (!byKey && !azure.rights().allowsData(RIGHT)) {
      return Answer.error(403, "Forbidden", "The principal may not send events to this topic.");
    }
    return taken(call);
  }

  private boolean hasToken(Call call) {
    return new Bearer(tokens)
        .of(call)
        .filter(caller -> caller.claims().getOrDefault("aud", "").contains(AUDIENCE))
        .isPresent();
  }

  private Answer taken(Call call) {
    boolean cloudEvents =
        call.header("Content-Type").orElse("").startsWith("application/cloudevents-batch+json");
    boolean version = call.query("api-version").filter("2018-01-01"::equals).isPresent();
    if (!cloudEvents || !version || !call.json().isArray()) {
      return Answer.error(400, "BadRequest", "This topic takes an array of CloudEvents.");
    }
    call.json().forEach(events::add);
    return script.afterwards().orElseGet(() -> Answer.of(200));
  }

  /** The next request has no effect and is answered so. */
  public void answerNext(Answer answer) {
    script.instead(answer);
  }

  /** The next request has its effect, but is answered 500. */
  public void loseNextAnswer() {
    script.afterwards(Answer.of(500));
  }

  /** Every event that was taken, repetitions too. */
  public List<JsonNode> events() {
    return List.copyOf(events);
  }

  /** Every request so far, as it came. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }
}
