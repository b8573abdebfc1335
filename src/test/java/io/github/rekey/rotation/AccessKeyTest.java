package io.github.rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class AccessKeyTest {
  private static final AccessKey KEY = new AccessKey("very-secret-text");

  @Test
  void noRenderingOfAKeyOrOfWhatHoldsItShowsIt() {
    NewKey fresh =
        new NewKey(ToyAzure.RESOURCE, URI.create("https://chat.example"), KeySlot.PRIMARY, KEY);
    assertThat(KEY + " " + new KeyPair(KEY, KEY) + fresh + new Holding.Key(KEY))
        .doesNotContain("very-secret-text");
  }
}
