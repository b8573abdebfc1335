package io.github.rekey.azure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What one role assignment gives and takes away again; {@code *} stands for any text. */
record Permission(
    List<String> actions,
    List<String> notActions,
    List<String> dataActions,
    List<String> notDataActions) {

  static Permission of(JsonNode document) {
    return new Permission(
        texts(document, "actions"),
        texts(document, "notActions"),
        texts(document, "dataActions"),
        texts(document, "notDataActions"));
  }

  boolean gives(Right right) {
    return right.data()
        ? any(dataActions, right) && !any(notDataActions, right)
        : any(actions, right) && !any(notActions, right);
  }

  private static boolean any(List<String> patterns, Right right) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, right.action()));
  }

  private static boolean matches(String pattern, String action) {
    String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    return Pattern.compile(expression, Pattern.CASE_INSENSITIVE).matcher(action).matches();
  }

  private static List<String> texts(JsonNode document, String field) {
    List<String> texts = new ArrayList<>();
    document.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
