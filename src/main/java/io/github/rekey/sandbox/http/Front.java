package io.github.rekey.sandbox.http;

import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts an endpoint behind an HTTPS server: every method and path goes to it. */
public final class Front {
  private static final Logger log = LoggerFactory.getLogger(Front.class);
  private static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.HEAD,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE,
          HandlerType.OPTIONS);

  private Front() {}

  public static HttpsFace open(Certificates certificates, Endpoint endpoint) {
    return HttpsFace.start(certificates, config -> route(config, endpoint));
  }

  private static void route(JavalinConfig config, Endpoint endpoint) {
    for (HandlerType method : METHODS) {
      config.routes.addHttpHandler(method, "*", context -> serve(context, endpoint));
    }
  }

  private static void serve(Context context, Endpoint endpoint) {
    Answer answer = answer(call(context), endpoint);
    context.status(answer.status());
    answer.headers().forEach(context::header);
    Object body = answer.body();
    if (body != null) {
      context.result(Json.bytes(body)).contentType(answer.contentType());
    }
  }

  private static Answer answer(Call call, Endpoint endpoint) {
    try {
      return endpoint.answer(call);
    } catch (Refused refused) {
      return refused.answer();
    } catch (RuntimeException e) {
      log.error("{} {} failed", call.method(), call.path(), e);
      return Answer.error(500, "InternalServerError", "The sandbox failed; see its log.");
    }
  }

  private static Call call(Context context) {
    Map<String, String> headers =
        Collections.list(context.req().getHeaderNames()).stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    name -> Objects.requireNonNullElse(context.header(name), ""),
                    (a, b) -> a));
    return new Call(
        context.req().getMethod(),
        context.req().getRequestURI(),
        Objects.requireNonNullElse(context.req().getQueryString(), ""),
        headers,
        context.bodyAsBytes());
  }
}
