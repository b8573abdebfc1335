package io.github.rekey.sandbox.vault;

import io.github.rekey.sandbox.eventgrid.EventGrid;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Front;
import io.github.rekey.sandbox.identity.Tokens;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.github.rekey.sandbox.trouble.Trouble;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Vault;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One vault on a port of its own, running. */
public final class VaultServer implements AutoCloseable {
  private final HttpsFace face;

  private VaultServer(HttpsFace face) {
    this.face = face;
  }

  /**
   * Opens a simulated vault.
   *
   * @param vaultId the vault's resource id, the topic of its events
   * @param authority of the token endpoint, for the challenge
   */
  public static VaultServer start(
      Certificates certificates,
      Azure azure,
      Vault vault,
      String vaultId,
      URI authority,
      Tokens tokens,
      EventGrid events,
      Clock clock) {
    CompletableFuture<URI> base = new CompletableFuture<>();
    SecretDocument documents = new SecretDocument(base::join);
    SecretEvents raised = new SecretEvents(events, documents, vaultId, clock);
    VaultFace secrets = new VaultFace(vault, trouble(azure), documents, raised);
    VaultGuard guard = new VaultGuard(secrets, tokens, authority, azure.rights(), azure.calls());
    HttpsFace face = Front.open(certificates, guard);
    base.complete(face.url());
    return new VaultServer(face);
  }

  /** While a deleted secret is being recovered, a write of it is refused so. */
  private static Trouble trouble(Azure azure) {
    Map<String, Object> recovering =
        Map.of(
            "code", "Conflict",
            "message", "The secret is currently being recovered and cannot be re-created.",
            "innererror", Map.of("code", "ObjectIsBeingRecovered"));
    return new Trouble(
        azure.faults(),
        Answer.error(503, "ServiceUnavailable", "The vault is unavailable."),
        Answer.of(409, Map.of("error", recovering)));
  }

  /** Base URL with a trailing slash, as Azure's vaults give it. */
  public URI url() {
    return face.url().resolve("/");
  }

  @Override
  public void close() {
    face.close();
  }
}
