package io.github.rekey.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a long-running operation that ended "Failed" or "Canceled" means for its caller. */
final class OperationFailure {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,80}");

  private OperationFailure() {}

  /**
   * @param body the operation's status document, whose {@code error.code} alone is told
   */
  static CallFailed of(Call call, @Nullable String body) {
    JsonNode error = error(body);
    String code = error.path("code").asText("");
    String shown = CODE.matcher(code).matches() ? code : "no code";
    if (busy(code, error.path("message").asText(""))) {
      return new CallFailed(
          Kind.CONFLICT,
          "%s: another operation is under way (%s); it is tried again later"
              .formatted(call.words(), shown),
          false,
          null,
          null);
    }
    return new CallFailed(
        Kind.REFUSED,
        "%s: the operation failed (%s); it may have taken effect all the same: look before repeating it"
            .formatted(call.words(), shown),
        true,
        null,
        null);
  }

  /** "Service must be active state" answers a second regenerateKey during a first one. */
  static boolean busy(String code, String message) {
    return code.toLowerCase(Locale.ROOT).contains("conflict")
        || message.toLowerCase(Locale.ROOT).contains("must be active state");
  }

  private static JsonNode error(@Nullable String body) {
    try {
      return JSON.readTree(body == null || body.isBlank() ? "{}" : body).path("error");
    } catch (JsonProcessingException notJson) {
      return JSON.createObjectNode();
    }
  }
}
