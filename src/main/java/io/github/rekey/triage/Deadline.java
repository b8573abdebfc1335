package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By when a notice demands new keys of a resource.
 *
 * @param incident the one that the notice was attached to last
 * @param announcedAt moment of the last step towards it that was announced, null if none was
 */
public record Deadline(
    ResourceId resource,
    String trackingId,
    String incident,
    String title,
    Instant noticedAt,
    Instant dueAt,
    @Nullable Instant announcedAt) {}
