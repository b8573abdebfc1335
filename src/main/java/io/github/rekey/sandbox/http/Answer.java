package io.github.rekey.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a face answers; the body is anything that Jackson can write, or nothing. */
public record Answer(int status, Map<String, String> headers, @Nullable Object body) {
  public static Answer of(int status) {
    return new Answer(status, Map.of(), null);
  }

  public static Answer of(int status, Object body) {
    return new Answer(status, Map.of(), body);
  }

  public static Answer ok(Object body) {
    return of(200, body);
  }

  /** Azure's error envelope, as Resource Manager and Key Vault write it. */
  public static Answer error(int status, String code, String message) {
    return of(status, Map.of("error", Map.of("code", code, "message", message)));
  }

  /** JSON, unless a header says which kind of it. */
  public String contentType() {
    return headers.getOrDefault("Content-Type", "application/json; charset=utf-8");
  }

  public Answer with(String header, String value) {
    return with(Map.of(header, value));
  }

  public Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body);
  }
}
