package io.github.rekey.sandbox.trouble;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.world.Faults;
import io.github.rekey.sandbox.world.Faults.Kind;
import java.util.Locale;
import java.util.function.Function;

/**
 * What is scripted against the places of one face: it refuses their writes, loses answers, and lets
 * somebody else edit a value that was just read.
 */
public final class Trouble {
  /** What somebody else adds to a connection string. */
  public static final String ADDED = "ServerEndpoint=https://back.example;";

  private final Faults faults;
  private final Answer unavailable;
  private final Answer busy;

  /**
   * @param unavailable how the face refuses a write for now
   * @param busy how the face says that somebody else is changing the place
   */
  public Trouble(Faults faults, Answer unavailable, Answer busy) {
    this.faults = faults;
    this.unavailable = unavailable;
    this.busy = busy;
  }

  /**
   * @param answer to a call that is throttled, given the seconds to wait
   * @throws Refused with it
   */
  public void beforeCall(Function<Integer, Answer> answer) {
    faults
        .take(Kind.DATA_THROTTLED)
        .map(seconds -> seconds.isBlank() ? 1 : Integer.parseInt(seconds.trim()))
        .ifPresent(
            seconds -> {
              throw new Refused(answer.apply(seconds));
            });
  }

  /**
   * @throws Refused if the place is to refuse it
   */
  public void beforeWrite(String place) {
    if (faults.takeFor(Kind.TARGET_REFUSES, place).isPresent()) {
      throw new Refused(unavailable);
    }
    if (faults.takeFor(Kind.TARGET_BUSY, place).isPresent()) {
      throw new Refused(busy);
    }
  }

  /** The answer to a write that took effect; a 500 instead of it if it is to be lost. */
  public Answer afterWrite(String place, Answer answer) {
    return faults.takeFor(Kind.TARGET_500_AFTER_EFFECT, place).isPresent()
        ? Answer.error(500, "InternalServerError", "An internal error occurred.")
        : answer;
  }

  /**
   * @param edit done if somebody else is to edit what was just read
   */
  public void afterRead(String place, Runnable edit) {
    faults.takeFor(Kind.TARGET_EDITED, place).ifPresent(scripted -> edit.run());
  }

  /** The value after somebody else's edit; only a connection string changes. */
  public static String edited(String value) {
    return value.toLowerCase(Locale.ROOT).contains("accesskey") ? value + ADDED : value;
  }
}
