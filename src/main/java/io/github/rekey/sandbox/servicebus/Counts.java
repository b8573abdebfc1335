package io.github.rekey.sandbox.servicebus;

/**
 * A queue at one moment: what it holds (the first five) and what has happened since it was created.
 *
 * @param active ready to be delivered
 * @param locked delivered and not yet settled
 * @param scheduled waiting for their time
 * @param deferred set aside by a consumer
 * @param dead in the dead-letter queue, locked ones included
 * @param accepted messages taken in, without duplicates
 * @param completed messages settled as done, or received and deleted
 * @param abandoned times that a consumer gave a message back
 * @param deadLettered messages moved to the dead-letter queue, for whatever reason
 * @param duplicates messages dropped as duplicates
 */
public record Counts(
    int active,
    int locked,
    int scheduled,
    int deferred,
    int dead,
    long accepted,
    long completed,
    long abandoned,
    long deadLettered,
    long duplicates) {}
