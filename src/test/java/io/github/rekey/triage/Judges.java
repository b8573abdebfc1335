package io.github.rekey.triage;

import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Interrogation;
import io.github.rekey.rotation.Parallel;
import io.github.rekey.rotation.Plans;
import io.github.rekey.rotation.Timing;
import io.github.rekey.rotation.ToyAzure;
import java.time.Clock;

/** Judges of the toy resource, wired as in production but for what a test has in hand. */
final class Judges {
  private Judges() {}

  static Judge of(
      ToyAzure azure,
      Policy policy,
      Histories histories,
      Incidents incidents,
      Turnstile turnstile,
      Announcer announcer,
      Clock clock) {
    return new Judge(
        new Investigator(
            azure,
            new Interrogation(azure),
            new Fingerprinter(new byte[32]),
            new Parallel(Runnable::run)),
        new TruthTable(new Plans(Timing.standard()), policy),
        histories,
        incidents,
        turnstile,
        announcer,
        clock);
  }
}
