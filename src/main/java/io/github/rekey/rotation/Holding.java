package io.github.rekey.rotation;

/** What a target holds. */
public sealed interface Holding {
  /** A value with an access key in it. */
  record Key(AccessKey key) implements Holding {}

  /** It takes its value from another target and is only to be activated. */
  record Reference(String to) implements Holding {}

  /** It keeps no value: it is told of each new key, once all who keep one have it. */
  record Notified() implements Holding {}

  /** An identity-based connection string: nothing to rotate. */
  record IdentityBased() implements Holding {}

  /** Nothing of use: no such setting, an unreadable value; the sentence says what and where. */
  record Nothing(String sentence) implements Holding {}
}
