package io.github.rekey.sandbox.signalr;

/** What the data plane makes of an access token. Only GRANTED lets a request in. */
public enum Access {
  GRANTED("granted"),
  NO_TOKEN("no token"),
  MALFORMED("not a token signed with HS256 or HS512"),
  WRONG_SIGNATURE("the signature key was not found"),
  NO_EXPIRY("the token has no exp claim"),
  EXPIRED("the token is expired"),
  WRONG_AUDIENCE("failed to validate audience");

  private final String sentence;

  Access(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
