package io.github.rekey.sandbox.vault;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.identity.Bearer;
import io.github.rekey.sandbox.identity.Tokens;
import io.github.rekey.sandbox.world.CallLog;
import io.github.rekey.sandbox.world.Rights;
import java.net.URI;
import java.util.UUID;

/**
 * Demands a token for Key Vault, by the challenge from which its SDKs learn where to get one, and
 * the right to do what is asked.
 */
final class VaultGuard implements Endpoint {
  private static final String RESOURCE = "https://vault.azure.net";
  private final Endpoint behind;
  private final Tokens tokens;
  private final URI authority;
  private final Rights rights;
  private final CallLog calls;

  VaultGuard(Endpoint behind, Tokens tokens, URI authority, Rights rights, CallLog calls) {
    this.behind = behind;
    this.tokens = tokens;
    this.authority = authority;
    this.rights = rights;
    this.calls = calls;
  }

  @Override
  public Answer answer(Call call) {
    if (!hasToken(call)) {
      return challenge();
    }
    String right = right(call);
    calls.count("vault " + right.substring(0, right.indexOf('/')));
    if (!rights.allowsData("Microsoft.KeyVault/vaults/secrets/" + right)) {
      throw new Refused(
          403, "Forbidden", "Caller is not authorized to perform action on resource.");
    }
    return behind.answer(call).with("x-ms-request-id", UUID.randomUUID().toString());
  }

  private boolean hasToken(Call call) {
    return new Bearer(tokens)
        .of(call)
        .filter(caller -> caller.claims().getOrDefault("aud", "").contains(RESOURCE))
        .isPresent();
  }

  private Answer challenge() {
    String header =
        "Bearer authorization=\"%s/%s\", resource=\"%s\""
            .formatted(authority, tokens.tenant().id(), RESOURCE);
    return Answer.error(401, "Unauthorized", "AKV10000: Request is missing a Bearer token.")
        .with("WWW-Authenticate", header);
  }

  private static String right(Call call) {
    boolean value = call.path().split("/").length > 2 && !call.path().endsWith("/versions");
    return switch (call.method()) {
      case "PUT" -> "setSecret/action";
      case "GET" -> value ? "getSecret/action" : "readMetadata/action";
      default -> "update/action";
    };
  }
}
