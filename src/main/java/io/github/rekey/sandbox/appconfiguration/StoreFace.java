package io.github.rekey.sandbox.appconfiguration;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Router;
import io.github.rekey.sandbox.trouble.Trouble;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import io.github.rekey.sandbox.world.ConfigurationStore.KeyValue;
import io.github.rekey.sandbox.world.Faults;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store's key-values on the wire (Azure docs, App Configuration REST API, key-values). */
final class StoreFace implements Endpoint {
  private final ConfigurationStore store;
  private final Trouble trouble;
  private final Router<Endpoint> routes = new Router<>();

  StoreFace(ConfigurationStore store, Faults faults) {
    this.store = store;
    this.trouble = new Trouble(faults, Answer.of(503), Answer.of(412));
    KeyValuePages pages = new KeyValuePages(store);
    routes.on("GET", "/kv", pages);
    routes.on("GET", "/kv/{key*}", this::get);
    routes.on("PUT", "/kv/{key*}", this::put);
    routes.on("DELETE", "/kv/{key*}", this::delete);
  }

  @Override
  public Answer answer(Call call) {
    trouble.beforeCall(Problem::throttled);
    if (call.query("api-version").isEmpty()) {
      throw Problem.invalidArgument(
          "API version is not specified",
          "api-version",
          "An API version is required, but was not specified.");
    }
    return routes
        .find(call)
        .map(found -> found.target().answer(found.call()))
        .orElseGet(() -> Answer.of(404));
  }

  private Answer get(Call call) {
    Optional<KeyValue> current = current(call);
    Precondition asked = Precondition.of(call);
    if (asked.otherThan(current)) {
      return Answer.of(412);
    }
    if (asked.sameAs(current)) {
      return Answer.of(304);
    }
    Answer answer = current.map(found -> document(found, call)).orElseGet(() -> Answer.of(404));
    trouble.afterRead(store.name(), () -> current.ifPresent(this::edit));
    return answer;
  }

  private void edit(KeyValue read) {
    Content old = read.content();
    Content edited = new Content(Trouble.edited(old.value()), old.contentType(), old.tags());
    store.put(read.identity().key(), read.identity().label(), edited);
  }

  private Answer put(Call call) {
    return change(
        call,
        () -> {
          KeyValue written =
              store.put(call.variable("key"), label(call), KeyValueDocument.content(call));
          return document(written, call);
        });
  }

  /** Answers what was deleted, or 204 where there was nothing. */
  private Answer delete(Call call) {
    return change(
        call,
        () ->
            store
                .delete(call.variable("key"), label(call))
                .map(deleted -> document(deleted, call))
                .orElseGet(() -> Answer.of(204)));
  }

  /** Looks at the conditions and makes the change in one go. */
  private Answer change(Call call, Supplier<Answer> work) {
    trouble.beforeWrite(store.name());
    return store.atomically(
        () -> {
          Optional<KeyValue> current = current(call);
          Precondition asked = Precondition.of(call);
          if (asked.otherThan(current) || asked.sameAs(current)) {
            return Answer.of(412);
          }
          if (current.filter(KeyValue::locked).isPresent()) {
            throw Problem.locked(call.variable("key"));
          }
          return trouble.afterWrite(store.name(), work.get());
        });
  }

  private Optional<KeyValue> current(Call call) {
    return store.find(call.variable("key"), label(call));
  }

  /** Left out, blank and a zero character all mean no label. */
  private static @Nullable String label(Call call) {
    return call.query("label")
        .filter(label -> !label.isEmpty() && !label.equals(KeyValuePages.NO_LABEL))
        .orElse(null);
  }

  private static Answer document(KeyValue keyValue, Call call) {
    return Answer.ok(KeyValueDocument.of(keyValue, call)).with(KeyValueDocument.headers(keyValue));
  }
}
