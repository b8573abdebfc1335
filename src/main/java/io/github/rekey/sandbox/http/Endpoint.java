package io.github.rekey.sandbox.http;

/** Answers one kind of request. */
public interface Endpoint {
  /**
   * Answers one call.
   *
   * @throws Refused with the answer to give instead
   */
  Answer answer(Call call);
}
