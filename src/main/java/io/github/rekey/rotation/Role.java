package io.github.rekey.rotation;

/** The part a key slot plays in a plan: standby is used by nobody, exposed is to be replaced. */
public enum Role {
  STANDBY,
  EXPOSED
}
