package io.github.rekey.triage;

import java.time.Instant;

/**
 * A person's consent to one plan in one world; it starts at most one rotation.
 *
 * @param question the asking that it answers
 * @param plan the hash of the plan that was approved
 * @param world what the question was asked about
 * @param by who said so, as a note for the record
 * @param until when it expires if it was not used
 */
public record Approval(
    String id,
    String incident,
    String question,
    String plan,
    World world,
    String by,
    Instant at,
    Instant until) {}
