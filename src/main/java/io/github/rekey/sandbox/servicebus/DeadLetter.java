package io.github.rekey.sandbox.servicebus;

import org.jspecify.annotations.Nullable;

/** A message in a dead-letter queue, and why it is there. */
public record DeadLetter(
    @Nullable String messageId, @Nullable String reason, @Nullable String description) {}
