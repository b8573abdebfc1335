package io.github.rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A fingerprint tells keys apart within one installation, and tells nobody else anything. */
class FingerprinterTest {
  private static final AccessKey KEY = new AccessKey("one-value");

  @Test
  void theSameKeyHasTheSameFingerprintAndAnotherKeyAnother() {
    Fingerprinter ours = new Fingerprinter(new byte[16]);
    assertThat(ours.of(KEY)).isEqualTo(ours.of(new AccessKey("one-value")));
    assertThat(ours.of(KEY)).isNotEqualTo(ours.of(new AccessKey("other-value")));
    assertThat(ours.of(KEY).value()).matches("key-[0-9a-f]{12}");
  }

  @Test
  void anotherInstallationsFingerprintOfItDiffers() {
    byte[] theirs = new byte[16];
    theirs[0] = 1;
    assertThat(new Fingerprinter(theirs).of(KEY))
        .isNotEqualTo(new Fingerprinter(new byte[16]).of(KEY));
  }

  @Test
  void aSecretThatIsTooShortIsRefused() {
    assertThatThrownBy(() -> new Fingerprinter(new byte[15])).hasMessageContaining("16 bytes");
  }
}
