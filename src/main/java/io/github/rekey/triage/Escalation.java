package io.github.rekey.triage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a deadline is announced as it nears: half of the time gone, then so long before it, then as
 * it passes. Pure.
 *
 * @param before how long before a deadline
 */
public record Escalation(List<Duration> before) {
  public Escalation {
    before = List.copyOf(before);
  }

  public static Escalation standard() {
    return new Escalation(List.of(Duration.ofHours(24), Duration.ofHours(4), Duration.ofHours(1)));
  }

  /** The latest step that has come and is not announced; earlier ones that were missed are not. */
  Optional<Instant> reached(Deadline deadline, Instant now) {
    Instant announced = deadline.announcedAt();
    return steps(deadline)
        .filter(step -> step.isAfter(deadline.noticedAt()) && !step.isAfter(now))
        .filter(step -> announced == null || step.isAfter(announced))
        .max(Instant::compareTo);
  }

  private Stream<Instant> steps(Deadline deadline) {
    Duration inAll = Duration.between(deadline.noticedAt(), deadline.dueAt());
    return Stream.concat(
        Stream.of(deadline.noticedAt().plus(inAll.dividedBy(2)), deadline.dueAt()),
        before.stream().map(deadline.dueAt()::minus));
  }
}
