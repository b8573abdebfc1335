package io.github.rekey.sandbox.servicebus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** A lock token on the wire: a delivery tag that holds a GUID in .NET's byte order. */
final class LockToken {
  private LockToken() {}

  /** The first three groups little-endian, the rest as it is. */
  static byte[] tag(UUID token) {
    long high = token.getMostSignificantBits();
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) (high >>> 32))
        .putShort((short) (high >>> 16))
        .putShort((short) high)
        .order(ByteOrder.BIG_ENDIAN)
        .putLong(token.getLeastSignificantBits())
        .array();
  }
}
