package io.github.rekey.console;

/** A request that is answered with an error: what is wrong, where, and what to do next. */
final class Refusal extends RuntimeException {
  private final int status;
  private final String code;
  private final String next;

  Refusal(int status, String code, String message, String next) {
    super(message);
    this.status = status;
    this.code = code;
    this.next = next;
  }

  static Refusal of(Operations.Refused refused) {
    Operations.Because because = refused.because();
    return new Refusal(because.status(), because.name(), refused.sentence(), refused.next());
  }

  static Refusal notFound(String message, String next) {
    return new Refusal(404, "NOT_FOUND", message, next);
  }

  static Refusal wrongValue(String message, String next) {
    return new Refusal(422, "WRONG_VALUE", message, next);
  }

  int status() {
    return status;
  }

  View view() {
    return new View(new Detail(code, String.valueOf(getMessage()), next));
  }

  record View(Detail error) {}

  record Detail(String code, String message, String next) {}
}
