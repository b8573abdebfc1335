package io.github.rekey.sandbox.http;

/** A request that a face does not serve; carries the answer that says so. */
public final class Refused extends RuntimeException {
  private final transient Answer answer;

  public Refused(Answer answer) {
    super("refused with " + answer.status());
    this.answer = answer;
  }

  public Refused(int status, String code, String message) {
    this(Answer.error(status, code, message));
  }

  public Answer answer() {
    return answer;
  }
}
