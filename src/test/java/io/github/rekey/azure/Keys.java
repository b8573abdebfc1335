package io.github.rekey.azure;

import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.ResourceId;
import java.net.URI;
import java.time.Instant;

/** The keys of one resource in tests: the new one is the secondary. */
public final class Keys {
  public static final AccessKey OLD = new AccessKey("old-primary-" + "o".repeat(60));
  public static final AccessKey NEW = new AccessKey("new-secondary-" + "n".repeat(60));
  public static final AccessKey ALIEN = new AccessKey("nobody-knows-" + "a".repeat(60));
  public static final KeyPair LISTED = new KeyPair(OLD, NEW);
  public static final ResourceId CHAT =
      new ResourceId(
          "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/chat");
  public static final NewKey NEW_KEY =
      new NewKey(CHAT, URI.create("https://chat.service.signalr.net"), KeySlot.SECONDARY, NEW);

  private Keys() {}

  public static String connectionString(AccessKey key) {
    return "Endpoint=https://chat.service.signalr.net;AccessKey=" + key.reveal() + ";Version=1.0;";
  }

  public static String token(String audience, Instant expires, AccessKey key) {
    return Signature.token(audience, expires, key);
  }
}
