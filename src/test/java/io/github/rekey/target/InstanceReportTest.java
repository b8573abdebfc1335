package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceReportTest {
  @Test
  void countsWhatItSays() {
    InstanceReport report =
        InstanceReport.in("{\"instances\":{\"a\":\"loaded\",\"b\":\"pending\",\"c\":\"failed\"}}")
            .orElseThrow();
    assertThat(report.words()).isEqualTo("1 of 3 instances");
    assertThat(report.settled()).isFalse();
    assertThat(report.failedNames()).isEqualTo("c");
  }

  @Test
  void aWordThatIsNotKnownIsPending() {
    InstanceReport report =
        InstanceReport.in("{\"instances\":{\"a\":\"LOADED\",\"b\":7,\"c\":{}}}").orElseThrow();
    assertThat(report).isEqualTo(new InstanceReport(0, 3, List.of()));
  }

  @Test
  void aBodyThatSaysNothingOfInstancesIsNone() {
    for (String body : new String[] {"", "ok", "[]", "{}", "{\"instances\":[\"a\"]}", "{\"a\""}) {
      assertThat(InstanceReport.in(body)).as(body).isEmpty();
    }
  }

  @Test
  void aNameThatIsNoneIsNotRepeatedAndManyAreNotAllNamed() {
    InstanceReport report =
        InstanceReport.in(
                "{\"instances\":{\"AccessKey=abc\":\"failed\",\"b\":\"failed\",\"c\":\"failed\","
                    + "\"d\":\"failed\",\"e\":\"failed\",\"f\":\"failed\",\"g\":\"failed\"}}")
            .orElseThrow();
    assertThat(report.failedNames()).isEqualTo("(unshowable name), b, c, d, e and 2 more");
  }
}
