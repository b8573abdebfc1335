package io.github.rekey.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.rotation.AccessKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and checks Azure SignalR access tokens, and signs upstream calls. The HMAC key is the
 * access key's text in UTF-8, not base64-decoded, and aud and exp are the only claims that the
 * service demands (Azure/azure-signalr, AuthUtility and ClaimsUtility).
 */
final class Signature {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER =
      encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));
  private static final Map<String, String> ALGORITHMS =
      Map.of("HS256", "HmacSHA256", "HS384", "HmacSHA384", "HS512", "HmacSHA512");

  private Signature() {}

  /** A token for one audience, signed with HS256. */
  static String token(String audience, Instant expires, AccessKey key) {
    String claims =
        JSON.createObjectNode()
            .put("aud", audience)
            .put("exp", expires.getEpochSecond())
            .toString();
    String signed = HEADER + "." + encode(claims.getBytes(UTF_8));
    return signed + "." + encode(mac("HmacSHA256", signed, key));
  }

  /** True if the token's signature was made with the key; says nothing about its claims. */
  static boolean signedBy(String token, AccessKey key) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return false;
    }
    Optional<String> algorithm = algorithm(parts[0]);
    byte[] claimed = decode(parts[2]);
    return algorithm.isPresent()
        && MessageDigest.isEqual(claimed, mac(algorithm.get(), parts[0] + "." + parts[1], key));
  }

  /** As the service signs a call to an upstream: the HMAC of the connection's id, in hex. */
  static String upstream(String connection, AccessKey key) {
    return "sha256=" + HexFormat.of().formatHex(mac("HmacSHA256", connection, key));
  }

  private static Optional<String> algorithm(String header) {
    try {
      JsonNode alg = JSON.readTree(new String(decode(header), UTF_8)).path("alg");
      return Optional.ofNullable(ALGORITHMS.get(alg.asText("")));
    } catch (JsonProcessingException notAToken) {
      return Optional.empty();
    }
  }

  private static byte[] mac(String algorithm, String text, AccessKey key) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.reveal().getBytes(UTF_8), algorithm));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC with SHA-2 is part of every JDK", e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Nothing for what is not base64url: such a part never equals a real signature. */
  private static byte[] decode(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
