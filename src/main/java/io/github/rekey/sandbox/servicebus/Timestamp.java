package io.github.rekey.sandbox.servicebus;

import java.util.Date;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** AMQP timestamps, which the engine wants as dates. */
@SuppressWarnings("JavaUtilDate")
final class Timestamp {
  private Timestamp() {}

  static Date of(long millis) {
    return new Date(millis);
  }

  /** Empty if the value is no timestamp. */
  static OptionalLong millis(@Nullable Object value) {
    return value instanceof Date date ? OptionalLong.of(date.getTime()) : OptionalLong.empty();
  }
}
