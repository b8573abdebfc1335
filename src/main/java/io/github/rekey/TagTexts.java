package io.github.rekey;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tags as texts of the form name=value. */
final class TagTexts {
  private TagTexts() {}

  static Map<String, String> parse(List<String> texts) {
    Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "tags: \"%s\" is no tag; write name=value, such as env=production".formatted(text));
      }
      tags.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }
    return tags;
  }
}
