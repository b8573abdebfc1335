package io.github.rekey.triage;

import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanHash;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an incident asks a person.
 *
 * @param id of this asking; it stays while the same is asked again, and an approval counts for it
 *     alone
 * @param plan the hash of the plan that approving it starts, null if no plan fits
 * @param world as it was looked at when it was asked
 * @param askedAt when it was last asked
 */
public record Question(String id, @Nullable String plan, World world, Instant askedAt) {

  /** About this plan in this world; the same one as before if it asks the same. */
  static Question of(@Nullable Question before, @Nullable Plan plan, World world, Instant now) {
    String hash = hash(plan);
    return before != null && before.asksTheSame(hash, world)
        ? before.askedAgain(now)
        : new Question(UUID.randomUUID().toString(), hash, world, now);
  }

  static @Nullable String hash(@Nullable Plan plan) {
    return plan == null ? null : PlanHash.of(plan);
  }

  boolean asksTheSame(@Nullable String otherPlan, World otherWorld) {
    return Objects.equals(plan, otherPlan) && world.equals(otherWorld);
  }

  Question askedAgain(Instant now) {
    return new Question(id, plan, world, now);
  }
}
