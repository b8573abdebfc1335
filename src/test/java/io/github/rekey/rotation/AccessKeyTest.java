package io.github.rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** A key's text is for signing and for writing to a target, and for nothing else. */
class AccessKeyTest {
  private static final AccessKey KEY = new AccessKey("very-secret-text");

  @Test
  void noRenderingOfAKeyOrOfWhatHoldsItShowsIt() {
    NewKey fresh =
        new NewKey(ToyAzure.RESOURCE, URI.create("https://chat.example"), KeySlot.PRIMARY, KEY);
    assertThat(KEY + " " + new KeyPair(KEY, KEY) + fresh + new Holding.Key(KEY))
        .doesNotContain("very-secret-text");
  }

  @Test
  void whereAKeyWouldStandItSaysThatItIsHidden() {
    assertThat("%s of %s".formatted(KEY, new Holding.Key(KEY)))
        .isEqualTo("AccessKey(hidden) of Key[key=AccessKey(hidden)]");
  }
}
