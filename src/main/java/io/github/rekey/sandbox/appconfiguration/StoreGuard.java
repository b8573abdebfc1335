package io.github.rekey.sandbox.appconfiguration;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.identity.Bearer;
import io.github.rekey.sandbox.identity.Tokens;
import io.github.rekey.sandbox.world.CallLog;
import io.github.rekey.sandbox.world.Rights;
import java.util.Set;
import java.util.UUID;

/**
 * Demands a token for App Configuration and the right to do what is asked (Azure docs, App
 * Configuration REST API, Microsoft Entra authentication and authorization).
 */
final class StoreGuard implements Endpoint {
  /** The public cloud's, and the one that older clients ask for. */
  private static final Set<String> AUDIENCES =
      Set.of("https://appconfig.azure.com", "https://azconfig.io");

  private static final String SCHEMES = "HMAC-SHA256, Bearer";
  private static final String INVALID =
      SCHEMES
          + " error=\"invalid_token\", error_description=\"Authorization token failed validation\"";

  private final Endpoint behind;
  private final Tokens tokens;
  private final Rights rights;
  private final CallLog calls;

  StoreGuard(Endpoint behind, Tokens tokens, Rights rights, CallLog calls) {
    this.behind = behind;
    this.tokens = tokens;
    this.rights = rights;
    this.calls = calls;
  }

  @Override
  public Answer answer(Call call) {
    requireToken(call);
    String right = right(call);
    calls.count("app-configuration " + right);
    if (!rights.allowsData("Microsoft.AppConfiguration/configurationStores/keyValues/" + right)) {
      throw new Refused(Answer.of(403));
    }
    return behind.answer(call).with("x-ms-request-id", UUID.randomUUID().toString());
  }

  private void requireToken(Call call) {
    if (call.header("Authorization").isEmpty()) {
      throw new Refused(Answer.of(401).with("WWW-Authenticate", SCHEMES));
    }
    boolean valid =
        new Bearer(tokens)
            .of(call)
            .map(caller -> caller.claims().getOrDefault("aud", ""))
            .filter(audience -> AUDIENCES.stream().anyMatch(audience::contains))
            .isPresent();
    if (!valid) {
      throw new Refused(Answer.of(401).with("WWW-Authenticate", INVALID));
    }
  }

  private static String right(Call call) {
    return switch (call.method()) {
      case "GET" -> "read";
      case "DELETE" -> "delete";
      default -> "write";
    };
  }
}
