package io.github.rekey.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ApiTokenTest {
  private static final String TEXT = "0123456789abcdefghijklmn";
  private final ApiToken token = new ApiToken(TEXT);

  @Test
  void opensForItsTextWhateverTheCaseOfTheScheme() {
    assertThat(token.opens("Bearer " + TEXT)).isTrue();
    assertThat(token.opens("bearer " + TEXT)).isTrue();
  }

  @Test
  void doesNotOpenForAnythingElse() {
    assertThat(token.opens(null)).isFalse();
    assertThat(token.opens("")).isFalse();
    assertThat(token.opens(TEXT)).isFalse();
    assertThat(token.opens("Basic " + TEXT)).isFalse();
    assertThat(token.opens("Bearer ")).isFalse();
    assertThat(token.opens("Bearer " + TEXT + "x")).isFalse();
    assertThat(token.opens("Bearer " + TEXT.substring(1))).isFalse();
  }

  @Test
  void doesNotShowItsText() {
    assertThat(token.toString()).doesNotContain(TEXT);
  }

  @Test
  void shortTokenIsRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> new ApiToken("short-secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 20")
        .hasMessageNotContaining("short-secret");
  }

  @Test
  void generatedTokensAreLongEnoughAndDiffer() {
    assertThat(new ApiToken(ApiToken.generate())).isNotNull();
    assertThat(ApiToken.generate()).isNotEqualTo(ApiToken.generate());
  }
}
