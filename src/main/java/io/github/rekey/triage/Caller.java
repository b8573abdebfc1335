package io.github.rekey.triage;

import org.jspecify.annotations.Nullable;

/** Who made a management call, as the event's claims tell; null where they do not. */
public record Caller(
    @Nullable String principalId, @Nullable String applicationId, @Nullable String correlationId) {}
