package io.github.rekey.intake;

/** Text as it was written before a mail program broke its lines and marked them as quoted. */
final class PlainText {
  /** A shorter line was ended by its author. */
  private static final int FULL_LINE = 50;

  private PlainText() {}

  static String unwrapped(String text) {
    StringBuilder joined = new StringBuilder();
    for (String line : text.split("\\r?\\n")) {
      String plain = line.replaceAll("^[>|\\s]{1,20}", "").stripTrailing();
      joined.append(plain).append(goesOn(plain) ? ' ' : '\n');
    }
    return joined.toString();
  }

  private static boolean goesOn(String line) {
    return line.length() >= FULL_LINE && !line.matches(".*[.:;!?]");
  }
}
