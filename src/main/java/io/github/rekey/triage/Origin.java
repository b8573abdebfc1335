package io.github.rekey.triage;

import java.time.Instant;

/**
 * Where an event came from; source and event id together tell duplicates.
 *
 * @param source the Event Grid topic, CloudEvents source, or alert rule, as the sender names it
 * @param eventId the sender's id, or for Service Health trackingId + communicationId + stage
 */
public record Origin(String source, String eventId, Instant occurredAt) {}
