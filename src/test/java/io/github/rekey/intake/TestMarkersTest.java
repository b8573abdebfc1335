package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestMarkersTest {
  @Test
  void thePortalsSampleIsRecognisedByNameAndDescriptionTogether() {
    assertThat(TestMarkers.inRule("test-metricAlertRule", "Alertruledescription")).isTrue();
    assertThat(TestMarkers.inRule("test-ServiceHealthAlertRule", "Alert rule description"))
        .isTrue();
  }

  @Test
  void aRuleOfOnesOwnThatIsMerelyCalledTestIsNotTakenForASample() {
    assertThat(TestMarkers.inRule("test-refused-clients", "Clients are refused")).isFalse();
    assertThat(TestMarkers.inRule("refused-clients", "Alert rule description")).isFalse();
  }
}
