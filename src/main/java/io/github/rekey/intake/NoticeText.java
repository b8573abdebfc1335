package io.github.rekey.intake;

import io.github.rekey.rotation.KeySlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a Service Health message says about access keys. No sample of a real forced
 * regeneration notice is public, so the rules are an (assumption): English, read sentence by
 * sentence; a text that speaks of keys but does not clearly demand anything is left to a person.
 */
final class NoticeText {
  private static final int LONGEST_TEXT = 20_000;
  private static final int LONGEST_SENTENCE = 600;

  private static final Pattern KEYS =
      Pattern.compile(
          "\\b(?:access|primary|secondary|account|signalr)\\s+keys?\\b|\\bconnection strings?\\b");
  private static final Pattern PRIMARY = Pattern.compile("\\bprimary\\s+(?:access\\s+)?keys?\\b");
  private static final Pattern SECONDARY =
      Pattern.compile("\\bsecondary\\s+(?:access\\s+)?keys?\\b");

  private final List<String> sentences;

  NoticeText(String... htmlParts) {
    this.sentences = sentences(String.join("\n", htmlParts));
  }

  boolean mentionsKeys() {
    return sentences.stream().anyMatch(sentence -> KEYS.matcher(sentence).find());
  }

  /** Whether it says that access keys must be or will be regenerated. */
  boolean demandsNewKeys() {
    return mentionsKeys() && !demands().isEmpty();
  }

  List<String> sentences() {
    return sentences;
  }

  /** The sentences that demand it. */
  List<String> demands() {
    return sentences.stream().filter(KeyDemand::in).toList();
  }

  /** The one slot that the text names; null if it names both or none. */
  @Nullable KeySlot slot() {
    String all = String.join("\n", sentences);
    boolean primary = PRIMARY.matcher(all).find() && !all.contains("secondary");
    boolean secondary = SECONDARY.matcher(all).find() && !all.contains("primary");
    if (all.contains("both") || primary == secondary) {
      return null;
    }
    return primary ? KeySlot.PRIMARY : KeySlot.SECONDARY;
  }

  private static List<String> sentences(String html) {
    List<String> found = new ArrayList<>();
    for (String sentence : joined(plain(html)).split("[.!?;]\\s|\\n")) {
      String trimmed = sentence.replaceAll("\\s+", " ").trim();
      if (!trimmed.isEmpty()) {
        found.add(Redaction.cut(trimmed, LONGEST_SENTENCE));
      }
    }
    return found;
  }

  /** "Action required:" belongs to the line that follows. */
  private static String joined(String text) {
    return text.replaceAll(":[ \\t\\r\\n]{1,20}", ": ");
  }

  private static String plain(String html) {
    return Redaction.cut(html, LONGEST_TEXT)
        .replaceAll("(?i)</?(?:br|p|div|li|ul|ol|td|tr|table|h[1-6])\\b[^<>]{0,500}>", "\n")
        .replaceAll("<[a-zA-Z/!][^<>]{0,500}>", "")
        .replaceAll("&nbsp;|&#160;|\u00a0", " ")
        .replaceAll("&#39;|&rsquo;|&apos;|\u2019", "'")
        .replaceAll("&quot;|&ldquo;|&rdquo;", "\"")
        .replaceAll("&lt;|&gt;", " ")
        .replace("&amp;", "&")
        .toLowerCase(Locale.ROOT);
  }
}
