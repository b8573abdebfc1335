package io.github.rekey.triage;

import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.KeySlot;
import java.time.Instant;
import java.util.Map;

/**
 * A resource's keys as they were seen last.
 *
 * @param calm when everything was seen and in order last, or Rekey changed it; what is found from
 *     then on is one drift, however often it is found
 */
public record LastSeen(Map<KeySlot, Fingerprint> keys, Instant at, Instant calm) {}
