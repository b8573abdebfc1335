package io.github.rekey.rotation;

/** The variants of a plan: lists of the same steps. */
public enum PlanKind {
  /** Move everybody to the standby key, then replace the exposed one. */
  STANDBY_FIRST,
  /** Hand out a key that already works; regenerate nothing. */
  REDISTRIBUTE,
  /** Replace a key that nobody uses; hand out nothing. */
  REPLACE_UNUSED,
  /** Both keys leaked: replace both, wait for no consumer before the point of no return. */
  COMPROMISE
}
