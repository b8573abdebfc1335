package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ToyAzure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How rules combine: named resources, then tags, then everything; of equals the later. */
class RulebookTest {
  private static final ResourceId CHAT = ToyAzure.RESOURCE;
  private static final Map<String, String> PROD = Map.of("Env", "prod", "ring", "1");
  private static final Match NAMED = new Match(Set.of(CHAT), Map.of());
  private static final Match TAGGED = new Match(Set.of(), Map.of("env", "prod"));

  private static Rule rule(String name, Match match, @Nullable Integer aDay, Policy.Mode mode) {
    return new Rule(
        name,
        match,
        new Rule.Modes(mode, Map.of(), null),
        new Rule.Times(null, null, null, null),
        new Rule.Limits(aDay, null, null));
  }

  private static Ruled<Integer> aDay(Rule... rules) {
    return new Rulebook(Policy.standard(), List.of(rules), null)
        .ruling(CHAT, PROD)
        .perResourceADay();
  }

  @Test
  void aRuleThatNamesTheResourceGoesBeforeOneByTagAndThatBeforeOneForAll() {
    Rule named = rule("named", NAMED, 1, null);
    Rule tagged = rule("tagged", TAGGED, 2, null);
    Rule all = rule("all", Match.everything(), 3, null);
    assertThat(aDay(named, tagged, all)).isEqualTo(new Ruled<>(1, "rule named"));
    assertThat(aDay(tagged, all)).isEqualTo(new Ruled<>(2, "rule tagged"));
    assertThat(aDay(all)).isEqualTo(new Ruled<>(3, "rule all"));
    assertThat(aDay()).isEqualTo(new Ruled<>(4, "policy.rotationsPerResourceADay"));
  }

  @Test
  void ofEquallySpecificRulesTheLaterGoesFirst() {
    assertThat(aDay(rule("a", TAGGED, 1, null), rule("b", TAGGED, 2, null)))
        .isEqualTo(new Ruled<>(2, "rule b"));
  }

  @Test
  void whatARuleLeavesOutIsLeftToTheOthers() {
    Ruling ruling =
        new Rulebook(
                Policy.standard(),
                List.of(
                    rule("named", NAMED, null, Policy.Mode.OBSERVE),
                    rule("tagged", TAGGED, 2, null)),
                null)
            .ruling(CHAT, PROD);
    assertThat(ruling.perResourceADay()).isEqualTo(new Ruled<>(2, "rule tagged"));
    assertThat(ruling.mode(Set.of("AuthFailure")))
        .isEqualTo(new Ruled<>(Policy.Mode.OBSERVE, "rule named"));
  }

  @Test
  void aRuleDoesNotFitWithoutAllOfItsTags() {
    Match both = new Match(Set.of(), Map.of("env", "prod", "ring", "2"));
    assertThat(both.fits(CHAT, PROD)).isFalse();
    assertThat(both.fits(CHAT, Map.of("ENV", "prod", "ring", "2"))).isTrue();
    assertThat(new Match(Set.of(CHAT), Map.of("ring", "2")).fits(CHAT, PROD)).isFalse();
  }

  @Test
  void aRuleForOtherResourcesDecidesNothing() {
    Match others = new Match(Set.of(), Map.of("env", "test"));
    assertThat(aDay(rule("others", others, 1, null)).by())
        .isEqualTo("policy.rotationsPerResourceADay");
  }

  @Test
  void withoutAnAlertTheModeIsThatOfTheRuleOrElseOfThePolicy() {
    Rule observed = rule("named", NAMED, null, Policy.Mode.OBSERVE);
    assertThat(mode(observed)).isEqualTo(new Ruled<>(Policy.Mode.OBSERVE, "rule named"));
    assertThat(mode()).isEqualTo(new Ruled<>(Policy.Mode.AUTOMATIC, "policy.mode"));
  }

  private static Ruled<Policy.Mode> mode(Rule... rules) {
    return new Rulebook(Policy.standard(), List.of(rules), null).ruling(CHAT, PROD).mode(Set.of());
  }

  @Test
  void onlyTagsInRulesOrCanariesAskForTags() {
    Policy standard = Policy.standard();
    Rule named = rule("named", NAMED, 1, null);
    assertThat(new Rulebook(standard, List.of(named), NAMED).asksForTags()).isFalse();
    assertThat(new Rulebook(standard, List.of(named), TAGGED).asksForTags()).isTrue();
    assertThat(new Rulebook(standard, List.of(rule("t", TAGGED, 1, null)), null).asksForTags())
        .isTrue();
  }
}
