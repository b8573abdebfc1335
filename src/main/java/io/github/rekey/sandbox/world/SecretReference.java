package io.github.rekey.sandbox.world;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names a secret in Key Vault. Without a version it moves to the newest enabled one, with one it
 * never moves.
 *
 * @param version blank for none
 */
public record SecretReference(String vault, String secret, String version) {

  /** Of {@code https://VAULT.vault.azure.net/secrets/NAME[/VERSION]}. */
  public static SecretReference of(URI url) {
    String[] path = url.getPath().split("/");
    String vault = url.getHost().split("\\.")[0];
    return new SecretReference(
        vault, path.length > 2 ? path[2] : "", path.length > 3 ? path[3] : "");
  }

  /** Empty if there is no such secret. */
  public Optional<String> resolve(Azure azure) {
    return candidates(azure)
        .flatMap(v -> newest(v).stream())
        .filter(v -> v.enabled() && (version.isEmpty() || v.version().equals(version)))
        .findFirst()
        .map(Vault.Version::value);
  }

  /** On loopback a vault's host name is not its own, so then any vault with the secret will do. */
  private Stream<Vault> candidates(Azure azure) {
    return azure.vault(vault).map(Stream::of).orElseGet(() -> azure.vaults().stream());
  }

  private List<Vault.Version> newest(Vault candidate) {
    List<Vault.Version> versions = candidate.versions(secret);
    return Stream.iterate(versions.size() - 1, i -> i >= 0, i -> i - 1).map(versions::get).toList();
  }
}
