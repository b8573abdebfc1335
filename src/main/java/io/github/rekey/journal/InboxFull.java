package io.github.rekey.journal;

/** As many alerts wait as may: nothing is taken in, and the sender is to come again. */
public final class InboxFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InboxFull(int waiting) {
    super("%d alerts wait to be handled, no more are taken in until then".formatted(waiting));
  }
}
