package io.github.rekey.triage;

/** Tells Rekey's own management calls from everybody else's when Azure's events report them. */
@FunctionalInterface
public interface OwnCalls {
  boolean made(Caller caller);
}
