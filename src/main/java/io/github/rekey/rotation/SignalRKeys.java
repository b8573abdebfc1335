package io.github.rekey.rotation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The management plane of Azure SignalR (Microsoft.SignalRService/signalR, api-version 2024-03-01).
 * Every method may throw {@link CallFailed}.
 */
public interface SignalRKeys {
  /** Reads the resource; {@link CallFailed.Kind#GONE} if it was deleted or moved. */
  ResourceState describe(ResourceId resource);

  /** POST listKeys. A new key may be listed before the data plane accepts it. */
  KeyPair list(ResourceId resource);

  /**
   * POST regenerateKey exactly once, never re-sent, then polls the long-running operation to its
   * end. "Succeeded" is the operation's word only: the caller lists again and compares, because
   * Azure has reported success without a change (Azure/azure-webpubsub issue 68).
   *
   * @param atMost how long to poll; past it {@link CallFailed.Kind#UNAVAILABLE} with {@code
   *     effectPossible}
   */
  void regenerate(ResourceId resource, KeySlot slot, Duration atMost);

  /** Resources in a subscription that carry every given tag, for the fleet's discovery. */
  List<ResourceId> discover(String subscription, Map<String, String> tags);

  /** The tags of all resources in a subscription; one call where a list of them has the tags. */
  default Map<ResourceId, Map<String, String>> tags(String subscription) {
    return discover(subscription, Map.of()).stream()
        .collect(Collectors.toMap(id -> id, id -> describe(id).tags()));
  }
}
