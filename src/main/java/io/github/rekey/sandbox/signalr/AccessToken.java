package io.github.rekey.sandbox.signalr;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs access tokens as Azure's SDKs do. */
public final class AccessToken {
  private AccessToken() {}

  /**
   * Signed HS256 with the UTF-8 bytes of the key's text, however short. The kid says nothing, as in
   * the .NET SDK, where it differs from process to process.
   */
  public static String sign(String accessKey, JWTClaimsSet claims) {
    String header = "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + UUID.randomUUID() + "\"}";
    String content = Base64URL.encode(header) + "." + Base64URL.encode(claims.toString());
    return content + "." + Base64URL.encode(hmac(accessKey, content));
  }

  private static byte[] hmac(String accessKey, String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(accessKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
