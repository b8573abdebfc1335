package io.github.rekey.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One request as a face sees it: doubled slashes joined, query names and values decoded, names of
 * headers and parameters in any letter case.
 */
public final class Call {
  private final String method;
  private final String path;
  private final String rawQuery;
  private final Map<String, String> headers;
  private final Map<String, String> query;
  private final Map<String, String> variables;
  private final byte[] body;

  public Call(
      String method, String path, String rawQuery, Map<String, String> headers, byte[] body) {
    this(method, joined(path), rawQuery, lowered(headers), decoded(rawQuery), Map.of(), body);
  }

  private Call(
      String method,
      String path,
      String rawQuery,
      Map<String, String> headers,
      Map<String, String> query,
      Map<String, String> variables,
      byte[] body) {
    this.method = method;
    this.path = path;
    this.rawQuery = rawQuery;
    this.headers = headers;
    this.query = query;
    this.variables = variables;
    this.body = body;
  }

  Call with(Map<String, String> found) {
    return new Call(method, path, rawQuery, headers, query, found, body);
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  /** Path and query as they came. */
  public String target() {
    return rawQuery.isEmpty() ? path : path + "?" + rawQuery;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The part of the path that the route's template names. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no variable " + name);
    }
    return value;
  }

  public boolean hasBody() {
    return body.length > 0;
  }

  /** As it came, for whoever checks a signature over it. */
  public byte[] body() {
    return body.clone();
  }

  /** Never null: an empty body reads as a missing node. */
  public JsonNode json() {
    return Json.read(body);
  }

  /** The fields of a form body. */
  public Map<String, String> form() {
    return decoded(new String(body, StandardCharsets.UTF_8));
  }

  private static String joined(String path) {
    return path.replaceAll("/{2,}", "/").replaceAll("(?<=.)/$", "");
  }

  private static Map<String, String> lowered(Map<String, String> headers) {
    return headers.entrySet().stream()
        .collect(
            Collectors.toMap(
                e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (a, b) -> a));
  }

  private static Map<String, String> decoded(String pairs) {
    Stream<String[]> split =
        Arrays.stream(pairs.split("&")).filter(p -> !p.isEmpty()).map(p -> p.split("=", 2));
    Map<String, String> result = new LinkedHashMap<>();
    split.forEach(
        pair ->
            result.put(
                decode(pair[0]).toLowerCase(Locale.ROOT), pair.length > 1 ? decode(pair[1]) : ""));
    return result;
  }

  /** In a path, unlike in a query, a plus is a plus. */
  static String decodePath(String text) {
    return decode(text.replace("+", "%2B"));
  }

  static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
