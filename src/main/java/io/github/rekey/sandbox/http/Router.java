package io.github.rekey.sandbox.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what answers a request by method and path template, in any letter case as Azure does.
 * {@code {name}} stands for one segment, {@code {name*}} for one or more. First match wins.
 *
 * @param <T> what a route leads to
 */
public final class Router<T> {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(\\*?)}");

  /** A found route with the call that knows its variables. */
  public record Found<T>(T target, Call call) {}

  private record Route<T>(String method, Pattern path, List<String> names, T target) {}

  private final List<Route<T>> routes = new ArrayList<>();

  public Router<T> on(String method, String template, T target) {
    List<String> names =
        VARIABLE.matcher(template).results().map(result -> result.group(1)).toList();
    String regex = VARIABLE.matcher(Pattern.quote(template)).replaceAll(result -> group(result));
    routes.add(
        new Route<>(method, Pattern.compile(regex, Pattern.CASE_INSENSITIVE), names, target));
    return this;
  }

  public Optional<Found<T>> find(Call call) {
    return routes.stream()
        .filter(route -> route.method().equalsIgnoreCase(call.method()))
        .flatMap(route -> match(route, call).stream())
        .findFirst();
  }

  private static <T> Optional<Found<T>> match(Route<T> route, Call call) {
    Matcher matcher = route.path().matcher(call.path());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < route.names().size(); i++) {
      variables.put(route.names().get(i), Call.decodePath(matcher.group(i + 1)));
    }
    return Optional.of(new Found<>(route.target(), call.with(variables)));
  }

  private static String group(MatchResult variable) {
    String inside = variable.group(2).isEmpty() ? "([^/]+)" : "(.+?)";
    return Matcher.quoteReplacement("\\E" + inside + "\\Q");
  }
}
