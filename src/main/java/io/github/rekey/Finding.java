package io.github.rekey;

import io.github.rekey.rotation.CallFailed;

/**
 * What one look before the start showed.
 *
 * @param what the thing that was tried
 * @param next what to do about it; empty if all is well
 */
public record Finding(String what, boolean ok, String detail, String next) {
  static Finding ok(String what, String detail) {
    return new Finding(what, true, detail, "");
  }

  static Finding fail(String what, String detail, String next) {
    return new Finding(what, false, detail, next);
  }

  /** A failed call's sentence ends with the next step; where that is to wait, a person looks. */
  static Finding failed(String what, CallFailed failure) {
    String sentence = String.valueOf(failure.getMessage());
    int split = sentence.lastIndexOf("; ");
    String detail = split < 0 ? sentence : sentence.substring(0, split);
    String next = split < 0 || failure.passing() ? again() : sentence.substring(split + 2);
    return fail(what, detail, next);
  }

  static String again() {
    return "check again in a minute; if it stays so, look at names, firewalls and Azure's status";
  }
}
