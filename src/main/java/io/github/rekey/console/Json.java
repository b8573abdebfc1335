package io.github.rekey.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads request bodies strictly and within bounds, and writes views. */
final class Json {
  static final int LARGEST_BODY = 64 * 1024;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private Json() {}

  static byte[] write(Object view) {
    try {
      return MAPPER.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view cannot be written: " + view.getClass(), e);
    }
  }

  static void answer(Context ctx, int status, Object view) {
    ctx.status(status).contentType("application/json").result(write(view));
  }

  /** Reads the body; an empty one counts as an empty object. */
  static <T> T body(Context ctx, Class<T> shape) {
    return body(ctx, shape, LARGEST_BODY);
  }

  static <T> T body(Context ctx, Class<T> shape, int largest) {
    byte[] body = bounded(ctx, largest);
    try {
      return MAPPER.readValue(body.length == 0 ? new byte[] {'{', '}'} : body, shape);
    } catch (UnrecognizedPropertyException e) {
      throw Refusal.wrongValue(
          "The body has a field that is not known here: " + e.getPropertyName() + ".",
          "Use only " + e.getKnownPropertyIds() + ".");
    } catch (IOException e) {
      throw new Refusal(
          400,
          "NOT_JSON",
          "The body is not a JSON object of the shape that this path takes.",
          "Look at /api/openapi.json for the shape and send Content-Type: application/json.");
    }
  }

  private static byte[] bounded(Context ctx, int largest) {
    try {
      byte[] body = ctx.bodyInputStream().readNBytes(largest + 1);
      if (body.length > largest) {
        throw new Refusal(
            413,
            "TOO_LARGE",
            "The body is larger than " + largest + " bytes.",
            "Send only the fields that /api/openapi.json names.");
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
