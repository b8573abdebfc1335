package io.github.rekey.intake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever calls from this machine, and nobody else. For the try-out and tests; behind a
 * proxy on the same machine everybody calls from there.
 */
public final class OpenOnLoopback implements WebhookGate {
  @Override
  public Admission admit(Knock knock) {
    return isLoopback(knock.remoteAddress())
        ? new Admitted("loopback")
        : new Denied(403, "only callers on this machine are let in without a credential");
  }

  private static boolean isLoopback(@Nullable String address) {
    try {
      return address != null
          && address.matches("[0-9a-fA-F.:%\\[\\]]+")
          && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }
}
