package io.github.rekey.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTextTest {
  @Test
  void anOrdinaryKeyIsKeptAsItIs() {
    assertThat(StorableText.key("/subscriptions/1/x#7 é")).isEqualTo("/subscriptions/1/x#7 é");
  }

  @Test
  void keysThatDifferOnlyInWhatCannotBeStoredStayDifferent() {
    assertThat(StorableText.key("a\0")).isNotEqualTo(StorableText.key("a\ud83d"));
    assertThat(StorableText.key("a\0")).doesNotContain("\0");
    assertThat(StorableText.key("a\ud83d")).isNotEqualTo(StorableText.key("a\ud83e"));
  }

  @Test
  void longKeysThatDifferAtTheEndStayDifferentAndFitTheColumn() {
    String one = StorableText.key("k".repeat(10_000) + "1");
    String two = StorableText.key("k".repeat(10_000) + "2");
    assertThat(one).isNotEqualTo(two).hasSizeLessThan(500);
  }

  @Test
  void shownTextIsCutAndDoesNotEndInHalfACharacter() {
    String shown = StorableText.shown("ab\ud83d\udd11cd", 4);
    assertThat(shown).hasSizeLessThanOrEqualTo(4).endsWith("…");
    assertThat(shown.chars().noneMatch(c -> Character.isSurrogate((char) c))).isTrue();
    assertThat(StorableText.shown("short", 5)).isEqualTo("short");
  }
}
