package io.github.rekey.intake;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads a request's body without ever holding more than allowed. Of one that is too large it passes
 * over some more: a connection that is closed while its sender still writes takes the answer along.
 */
final class BoundedBody {
  private static final int PASSED_OVER = 4;

  private BoundedBody() {}

  /** Empty if it is larger, whatever its Content-Length claims. */
  static Optional<byte[]> read(Context ctx, int max) throws IOException {
    try (InputStream body = ctx.bodyInputStream()) {
      boolean claimsMore = ctx.req().getContentLengthLong() > max;
      byte[] read = claimsMore ? new byte[0] : body.readNBytes(max + 1);
      if (!claimsMore && read.length <= max) {
        return Optional.of(read);
      }
      passOver(body, (long) PASSED_OVER * max);
      return Optional.empty();
    }
  }

  private static void passOver(InputStream body, long most) throws IOException {
    byte[] part = new byte[8192];
    long passed = 0;
    for (int read = 0; read >= 0 && passed < most; read = body.read(part)) {
      passed += read;
    }
  }
}
