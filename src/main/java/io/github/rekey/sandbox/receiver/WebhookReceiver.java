package io.github.rekey.sandbox.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Slot;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An app that is told of new keys by webhook: it takes genuine messages only, acts once on each id,
 * and answers 202 with the state of its instances until all of them loaded the key or failed to.
 */
public final class WebhookReceiver implements Endpoint {
  private final String secret;
  private final Clock clock;
  private final Loaders loaders;
  private final Script script = new Script();
  private final Set<String> ids = new LinkedHashSet<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  /**
   * @param secret {@code whsec_} and base64
   * @param each how long an instance needs, one after another; zero if all do at once
   */
  public WebhookReceiver(Azure azure, String secret, int instances, Duration each, Clock clock) {
    this.secret = secret;
    this.clock = clock;
    this.loaders = new Loaders(azure, instances, each, clock);
  }

  @Override
  public Answer answer(Call call) {
    calls.add(call);
    return script.instead().orElseGet(() -> taken(call));
  }

  private Answer taken(Call call) {
    SignedMessage message = SignedMessage.of(call);
    if (!message.genuine(secret, clock.instant())) {
      return Answer.of(401, Map.of("error", "the signature is wrong"));
    }
    act(message.id(), call.json().path("data"));
    return script.afterwards().orElseGet(this::report);
  }

  private synchronized void act(String id, JsonNode data) {
    if (ids.add(id)) {
      Slot slot = Slot.valueOf(data.path("slot").asText("").toUpperCase(Locale.ROOT));
      loaders.tell(data.path("resourceId").asText(), slot);
    }
  }

  private Answer report() {
    Map<String, String> states = loaders.states();
    return Answer.of(states.containsValue("pending") ? 202 : 200, Map.of("instances", states));
  }

  /** The next request has no effect and is answered so. */
  public void answerNext(Answer answer) {
    script.instead(answer);
  }

  /** The next request has its effect, but is answered 500. */
  public void loseNextAnswer() {
    script.afterwards(Answer.of(500));
  }

  /** The next requests have their effect and are answered 202 without a word. */
  public void onlyAccept(int times) {
    for (int i = 0; i < times; i++) {
      script.afterwards(Answer.of(202));
    }
  }

  /** From now on this instance ({@code instance-1}, ...) fails to load any key. */
  public void breakDown(String instance) {
    loaders.breakDown(instance);
  }

  /** The distinct message ids that were acted upon. */
  public synchronized List<String> ids() {
    return List.copyOf(ids);
  }

  /** Every request so far, as it came. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The label of the key that each instance holds, e.g. "secondary #2". */
  public Map<String, String> keys() {
    return loaders.labels();
  }
}
