package io.github.rekey.sandbox.appconfiguration;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Json;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.Faults;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The sandbox's store without tokens and rights, as routes of another server. */
public final class UnguardedStore {
  private final Endpoint face;
  private volatile Runnable afterRead = () -> {};
  private volatile int writes;

  public UnguardedStore(ConfigurationStore store) {
    this.face = new StoreFace(store, new Faults());
  }

  public void routes(RoutesConfig routes) {
    routes.get("/kv", this::serve);
    routes.get("/kv/<key>", this::serve);
    routes.put("/kv/<key>", this::serve);
  }

  /** Done once, when the next key-value has been read. */
  public void afterNextRead(Runnable work) {
    afterRead = work;
  }

  /** How many writes were asked for, whatever they were answered. */
  public int writes() {
    return writes;
  }

  private void serve(Context x) {
    Answer answer = answer(call(x));
    x.status(answer.status());
    answer.headers().forEach(x::header);
    if (answer.body() != null) {
      x.result(Json.bytes(answer.body())).contentType(answer.contentType());
    }
    if (x.method().name().equals("PUT")) {
      writes++;
    } else {
      Runnable work = afterRead;
      afterRead = () -> {};
      work.run();
    }
  }

  private Answer answer(Call call) {
    try {
      return face.answer(call);
    } catch (Refused refused) {
      return refused.answer();
    }
  }

  private static Call call(Context x) {
    Map<String, String> headers = new HashMap<>(x.headerMap());
    String query = Objects.requireNonNullElse(x.req().getQueryString(), "");
    return new Call(x.method().name(), x.req().getRequestURI(), query, headers, x.bodyAsBytes());
  }
}
