package io.github.rekey.target;

/**
 * Where a secret is.
 *
 * @param vault the vault's name, not its URL
 */
public record SecretPlace(String vault, String secret) {
  String targetName() {
    return "key-vault-secret:" + this;
  }

  @Override
  public String toString() {
    return vault + "/" + secret;
  }
}
