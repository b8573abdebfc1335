package io.github.rekey.sandbox.appconfiguration;

import io.github.rekey.sandbox.http.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A filter of keys or labels: up to five names parted by commas, each with a {@code *} at either
 * end or none; a backslash takes the meaning from what follows (Azure docs, App Configuration REST
 * API, key-values, filtering).
 */
final class NameFilter implements Predicate<String> {
  private static final int MOST_NAMES = 5;
  private final String parameter;
  private final String text;
  private final List<Pattern> names = new ArrayList<>();
  private final StringBuilder name = new StringBuilder();
  private int begin;

  /**
   * @param parameter whose value the text is, for the answer to one that is not a filter
   */
  NameFilter(String parameter, String text) {
    this.parameter = parameter;
    this.text = text;
    for (int i = 0; i < text.length(); i++) {
      i = take(i);
    }
    end(text.length());
  }

  @Override
  public boolean test(String candidate) {
    return names.stream().anyMatch(pattern -> pattern.matcher(candidate).matches());
  }

  /** Answers the position of the last character that was taken. */
  private int take(int at) {
    char c = text.charAt(at);
    if (c == '\\' && at + 1 < text.length()) {
      name.append(Pattern.quote(text.substring(at + 1, at + 2)));
      return at + 1;
    }
    if (c == ',') {
      end(at);
    } else if (c == '*') {
      star(at);
    } else {
      name.append(Pattern.quote(String.valueOf(c)));
    }
    return at;
  }

  private void star(int at) {
    boolean last = at + 1 == text.length() || text.charAt(at + 1) == ',';
    if (at != begin && !last) {
      throw refused(at);
    }
    name.append(".*");
  }

  private void end(int at) {
    if (names.size() == MOST_NAMES) {
      throw refused(at);
    }
    names.add(Pattern.compile(name.toString(), Pattern.DOTALL));
    name.setLength(0);
    begin = at + 1;
  }

  private Refused refused(int at) {
    String detail = "%s(%d): Invalid character".formatted(parameter, at + 1);
    return Problem.invalidArgument(
        "Invalid request parameter '" + parameter + "'", parameter, detail);
  }
}
