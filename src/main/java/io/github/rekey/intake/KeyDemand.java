package io.github.rekey.intake;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognises a sentence that says that access keys must be, or will be, regenerated, rotated,
 * renewed or replaced. "Should", "can", "have been" and anything negated are no demand. All
 * repetitions are bounded, since the text comes from outside.
 */
final class KeyDemand {
  private static final String GAP = "[\\s,:()/\"-]{1,3}";
  private static final String WORD = "[\\w'&]{1,30}";

  /** Words that end the reach of a verb: it is about something else then. */
  private static final String PLAIN_WORD =
      "(?!(?:certificates?|but|while|whereas|unless|until|without|passwords?|tokens?|encryption)\\b)"
          + WORD;

  private static final String DO = "(?:regenerate|rotate|renew|replace)";
  private static final String DONE = "(?:regenerated|rotated|renewed|replaced)";
  private static final String DOING = "(?:regeneration|rotation|renewal|replacement)";
  private static final String ANY = "(?:regenerat|rotat|renew|replac)";

  private static final String KEYS =
      "(?:access|primary|secondary|account|service|signalr|resource|both|the|your|its|their|all"
          + "|these|those|affected)"
          + GAP
          + "keys?\\b(?!"
          + GAP
          + "vault)";

  private static final String BE =
      "(?:must|will|needs? to|have to|has to|required to|going to|scheduled to|shall)"
          + GAP
          + "be"
          + GAP
          + few(2)
          + DONE
          + "\\b";
  private static final String OBLIGED =
      "(?:must|needs? to|have to|has to|required to|required actions?|actions? required"
          + "|please|will)";

  private static final List<Pattern> DEMANDS =
      List.of(
          pattern(KEYS + GAP + few(10) + BE),
          pattern("\\b" + OBLIGED + GAP + few(3) + DO + GAP + few(9) + KEYS),
          pattern(
              KEYS.replace("keys?", "key") + GAP + DOING + GAP + few(5) + "(?:required|mandatory)"),
          pattern("\\b(?:required|mandatory|forced)" + GAP + few(4) + "keys?" + GAP + DOING),
          pattern(
              DOING + GAP + "of" + GAP + few(6) + KEYS + GAP + few(4) + "(?:required|mandatory)"));

  private static final Pattern NEGATED =
      pattern(
          "(?:\\b(?:not|no|never|without|cannot)|n't)"
              + GAP
              + "(?:(?!(?:unless|until|before|if)\\b)"
              + WORD
              + GAP
              + "){0,6}"
              + "(?:"
              + ANY
              + "|(?:required|mandatory|necessary))");

  private KeyDemand() {}

  /**
   * @param sentence in lower case, without markup
   */
  static boolean in(String sentence) {
    return !NEGATED.matcher(sentence).find()
        && DEMANDS.stream().anyMatch(demand -> demand.matcher(sentence).find());
  }

  private static String few(int most) {
    return "(?:" + PLAIN_WORD + GAP + "){0," + most + "}?";
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex);
  }
}
