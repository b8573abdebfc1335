package io.github.rekey.triage;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a handed-over notice was understood. It decides nothing; what follows depends on whether
 * somebody who saw it confirms it by its digest.
 *
 * @param resources those of the fleet that it concerns
 * @param slot the one key that it names; null for both
 * @param trackingId Azure's id of the matter, or one made of the text where it states none
 * @param title subject or first line
 * @param demands the sentences that demand new keys
 * @param guesses what is not stated in so many words, each for the person who confirms
 * @param digest names this reading of this text
 */
public record NoticeReading(
    List<ResourceId> resources,
    @Nullable KeySlot slot,
    @Nullable Instant deadline,
    String trackingId,
    String title,
    List<String> demands,
    List<String> guesses,
    String digest) {}
