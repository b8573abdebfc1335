package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.rekey.rotation.AccessKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  private static final AccessKey KEY = new AccessKey("k".repeat(84));
  private static final AccessKey OTHER = new AccessKey("o".repeat(84));

  @Test
  void signsWhatAnotherLibraryVerifies() throws Exception {
    String token =
        Signature.token("https://h/api/hubs/x", Instant.parse("2030-01-01T00:00:00Z"), KEY);
    SignedJWT read = SignedJWT.parse(token);
    assertThat(read.verify(new MACVerifier(bytes(KEY)))).isTrue();
    assertThat(read.verify(new MACVerifier(bytes(OTHER)))).isFalse();
    assertThat(read.getJWTClaimsSet().getAudience()).containsExactly("https://h/api/hubs/x");
    assertThat(read.getJWTClaimsSet().getExpirationTime())
        .isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS384", "HS512"})
  void knowsTheKeyOfATokenThatAnotherLibrarySigned(String algorithm) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.parse(algorithm)),
            new JWTClaimsSet.Builder().audience("https://h/client/?hub=chat").build());
    token.sign(new MACSigner(bytes(KEY)));
    assertThat(Signature.signedBy(token.serialize(), KEY)).isTrue();
    assertThat(Signature.signedBy(token.serialize(), OTHER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a.b.c", "..", "e30.e30.", "!!.??.##"})
  void doesNotTakeNonsenseForSigned(String token) {
    assertThat(Signature.signedBy(token, KEY)).isFalse();
  }

  private static byte[] bytes(AccessKey key) {
    return key.reveal().getBytes(StandardCharsets.UTF_8);
  }
}
