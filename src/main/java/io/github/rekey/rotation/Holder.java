package io.github.rekey.rotation;

/**
 * A place that was found to hold a resource's connection string, listed or not.
 *
 * @param target the name that a target on this place has, in any letter case
 * @param entry what to write below {@code targets:} in rekey.yaml, one YAML list item; no secret
 */
public record Holder(String target, Holding holding, String entry) {}
