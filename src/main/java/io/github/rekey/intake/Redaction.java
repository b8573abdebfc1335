package io.github.rekey.intake;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Blanks anything that looks like a key, signature or token, and whatever a database would refuse
 * (NUL, lone surrogates). All patterns run in linear time, since the text comes from outside.
 */
final class Redaction {
  private static final String BLANK = "***";
  private static final int LINE = 500;

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)(?<![a-z0-9_-])([a-z_-]{0,30}key"
              + "|sharedaccesssignature|sig|signature|access_token|id_token|token|code|password|pwd"
              + "|secret|client_?secret)"
              + "(\\s{0,3}(?:=|%3D|\\\\u003d)\\s{0,3})[^&;,\\s\"'\\\\<>]++");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?is)(\"[^\"]{0,40}(?:key|token|secret|password|credential|signature|authorization"
              + "|connectionstring)\\s{0,3}\"\\s{0,5}:\\s{0,5}\").*?(?:(?<!\\\\)\"|\\z)");
  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(bearer|sharedaccesssignature)\\s{1,5}[a-z0-9\\-._~+/%=&]++");
  private static final Pattern JWT =
      Pattern.compile("(?<![\\w-])eyJ[\\w-]++\\.[\\w-]++(?:\\.[\\w-]*+){0,3}");
  private static final Pattern LONG_RUN =
      Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40,}+={0,2}");
  private static final Pattern ARM_PATH =
      Pattern.compile("(?i)subscriptions/|/resourcegroups|/providers");

  private Redaction() {}

  /** The text with secrets blanked. */
  static String text(String raw) {
    String clean = storable(raw);
    clean = NAMED.matcher(clean).replaceAll("$1" + BLANK + "\"");
    clean = ASSIGNED.matcher(clean).replaceAll("$1$2" + BLANK);
    clean = BEARER.matcher(clean).replaceAll("$1 " + BLANK);
    clean = JWT.matcher(clean).replaceAll(BLANK);
    return LONG_RUN.matcher(clean).replaceAll(Redaction::keyLike);
  }

  /** One short line for people. */
  static String line(String raw) {
    String bounded = raw.length() > 4 * LINE ? raw.substring(0, 4 * LINE) : raw;
    return cut(text(bounded).replaceAll("\\s+", " ").trim(), LINE);
  }

  /** Blanked first and cut after, so that no half of a secret survives the cut. */
  static String body(String raw, int max) {
    return cut(text(raw), max);
  }

  /** Without what PostgreSQL refuses in a text column. */
  static String storable(String raw) {
    StringBuilder kept = new StringBuilder(raw.length());
    raw.codePoints()
        .map(
            c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? '?' : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end);
  }

  /** Letters of both cases and digits in one long run: a key or a hash, not a word or an id. */
  private static String keyLike(MatchResult run) {
    String text = run.group();
    boolean mixed =
        text.chars().anyMatch(Character::isUpperCase)
            && text.chars().anyMatch(Character::isLowerCase)
            && text.chars().anyMatch(Character::isDigit);
    return mixed && !ARM_PATH.matcher(text).find() ? BLANK : text;
  }
}
