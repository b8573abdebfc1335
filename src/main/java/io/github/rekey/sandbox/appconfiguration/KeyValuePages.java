package io.github.rekey.sandbox.appconfiguration;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.ConfigurationStore.Identity;
import io.github.rekey.sandbox.world.ConfigurationStore.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lists key-values by key and label, a page at a time. */
final class KeyValuePages implements Endpoint {
  static final String NO_LABEL = "\0";

  /** How many Azure puts on a page is not documented (assumption). */
  private static final int PAGE = 100;

  private final ConfigurationStore store;

  KeyValuePages(ConfigurationStore store) {
    this.store = store;
  }

  @Override
  public Answer answer(Call call) {
    NameFilter keys = new NameFilter("key", call.query("key").orElse("*"));
    NameFilter labels = new NameFilter("label", call.query("label").orElse("*"));
    List<KeyValue> found =
        rest(call).stream()
            .filter(each -> keys.test(each.identity().key()))
            .filter(each -> labels.test(label(each.identity())))
            .limit(PAGE + 1)
            .toList();
    List<KeyValue> page = found.subList(0, Math.min(PAGE, found.size()));
    return found.size() > PAGE ? more(page, call) : of(page, call);
  }

  private List<KeyValue> rest(Call call) {
    return call.query("after").map(token -> store.after(last(token))).orElseGet(store::all);
  }

  private static Answer more(List<KeyValue> page, Call call) {
    String here = call.target().replaceFirst("&after=[^&]*", "");
    String next = here + "&after=" + token(page.get(page.size() - 1).identity());
    Map<String, Object> body = body(page, call);
    body.put("@nextLink", next);
    return kvset(body).with("Link", "<" + next + ">; rel=\"next\"");
  }

  private static Answer of(List<KeyValue> page, Call call) {
    return kvset(body(page, call));
  }

  private static Map<String, Object> body(List<KeyValue> page, Call call) {
    Map<String, Object> body = new HashMap<>();
    body.put("items", page.stream().map(each -> KeyValueDocument.of(each, call)).toList());
    return body;
  }

  private static Answer kvset(Map<String, Object> body) {
    return Answer.ok(body)
        .with("Content-Type", "application/vnd.microsoft.appconfig.kvset+json; charset=utf-8");
  }

  private static String label(Identity identity) {
    return Objects.requireNonNullElse(identity.label(), NO_LABEL);
  }

  private static String token(Identity last) {
    byte[] text = (last.key() + "\n" + label(last)).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static Identity last(String token) {
    String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    int split = text.lastIndexOf('\n');
    String label = text.substring(split + 1);
    return new Identity(text.substring(0, split), label.equals(NO_LABEL) ? null : label);
  }
}
