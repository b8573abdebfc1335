package io.github.rekey.rotation;

/** Why a step gave up; every kind has an entry in the runbook. */
public enum FailureKind {
  NO_RIGHT,
  GONE,
  REFUSED,
  NO_EVIDENCE,
  TIMED_OUT,
  WORLD_CHANGED,
  UNKNOWN_HOLDER,
  JOURNAL_MISMATCH,
  UNEXPECTED
}
