package io.github.rekey.triage;

/**
 * A value of the policy.
 *
 * @param by what it comes from, in words for people
 */
record Ruled<T>(T value, String by) {}
