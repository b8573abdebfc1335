package io.github.rekey.target;

import com.fasterxml.jackson.databind.node.TextNode;

/** Texts in entries for rekey.yaml. */
final class YamlText {
  private YamlText() {}

  /** As JSON, which YAML reads in the same way, whatever the characters. */
  static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
