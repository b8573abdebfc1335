package io.github.rekey;

import io.github.rekey.rotation.HolderReport;
import io.github.rekey.rotation.ResourceId;
import java.util.List;

/**
 * What a scan showed of one resource.
 *
 * @param region empty if it could not be asked for
 * @param trouble why nothing could be scanned; empty if it was
 */
public record ScannedResource(ResourceId id, String region, HolderReport report, String trouble) {
  static ScannedResource failed(ResourceId id, String region, String trouble) {
    return new ScannedResource(
        id, region, new HolderReport(List.of(), List.of(), List.of()), trouble);
  }
}
