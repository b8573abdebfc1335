package io.github.rekey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The installation's secret, kept beside the database and readable by its owner only. */
final class FingerprintSecret {
  private static final int BYTES = 32;

  private FingerprintSecret() {}

  /** One for a look that no fingerprint outlives and whose calls change nothing. */
  static byte[] passing() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  /**
   * @param mayCreate false where several replicas must share one that was given to them
   */
  static byte[] load(Path file, boolean mayCreate) {
    try {
      if (Files.exists(file)) {
        return Files.readAllBytes(file);
      }
      if (!mayCreate) {
        throw new ConfigurationFile.Problem(
            "store.fingerprintSecret: %s is missing; several replicas need the same file of 16 or more random bytes"
                .formatted(file));
      }
      return create(file);
    } catch (IOException e) {
      throw new ConfigurationFile.Problem(
          "store.fingerprintSecret: cannot read or make %s: %s".formatted(file, e.getMessage()));
    }
  }

  private static byte[] create(Path file) throws IOException {
    byte[] secret = passing();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, secret);
    return secret;
  }
}
