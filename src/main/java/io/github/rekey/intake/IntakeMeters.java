package io.github.rekey.intake;

import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.Reading;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;

/**
 * Counts what comes in, by door: {@code rekey_intake_received}, {@code _stored}, {@code
 * _duplicate}, {@code _ignored{reason}}, {@code _unreadable}, {@code _oversize}, {@code
 * _not_stored}, {@code _refused{status}} and {@code _settled{outcome}}. Prometheus adds {@code
 * _total}.
 */
public final class IntakeMeters {
  private final MeterRegistry registry;

  public IntakeMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Readings that are durable now; a duplicate is counted as such and as nothing else. */
  void answered(String door, List<Reading> readings, List<Inbox.Receipt> receipts) {
    for (int i = 0; i < readings.size(); i++) {
      if (receipts.get(i) == Inbox.Receipt.DUPLICATE) {
        count("duplicate", door).increment();
      } else {
        stored(door, readings.get(i));
      }
    }
  }

  void received(String door, int readings) {
    count("received", door).increment(readings);
  }

  void oversize(String door) {
    count("oversize", door).increment();
  }

  /** The inbox failed; the sender will come again. */
  void notStored(String door) {
    count("not_stored", door).increment();
  }

  void refused(String door, int status) {
    count("refused", door, "status", Integer.toString(status)).increment();
  }

  void settled(String outcome) {
    count("settled", "queue", "outcome", outcome).increment();
  }

  private void stored(String door, Reading reading) {
    count("stored", door).increment();
    if (reading instanceof Reading.Ignored ignored) {
      String reason = ignored.reason().name().toLowerCase(Locale.ROOT);
      count("ignored", door, "reason", reason).increment();
    } else if (reading instanceof Reading.Unreadable) {
      count("unreadable", door).increment();
    }
  }

  private Counter count(String what, String door, String... tags) {
    return Counter.builder("rekey.intake." + what).tag("door", door).tags(tags).register(registry);
  }
}
