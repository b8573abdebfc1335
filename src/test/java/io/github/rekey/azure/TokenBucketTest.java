package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final TokenBucket bucket = new TokenBucket(new ArmLimits.Limit(200, 10.0), START);

  private static Instant after(int seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void aRestedBucketHoldsTheDocumentedNumber() {
    assertThat(bucket.left(START)).isEqualTo(200);
    assertThat(bucket.left(after(60))).isEqualTo(200);
  }

  @Test
  void whatIsTakenComesBackAtTheRate() {
    bucket.take(200);
    assertThat(bucket.left(START)).isZero();
    assertThat(bucket.left(after(3))).isEqualTo(30);
  }

  @Test
  void saysHowLongUntilSoManyAreThere() {
    bucket.take(200);
    assertThat(bucket.until(5, START)).isEqualTo(Duration.ofMillis(500));
    assertThat(bucket.until(5, after(1))).isZero();
  }

  @Test
  void believesAzureWhereSomebodyElseSpendsToo() {
    bucket.heard(12, START);
    assertThat(bucket.left(START)).isEqualTo(12);
  }

  @Test
  void doesNotBelieveThatMoreIsLeftThanItHolds() {
    bucket.heard(11_999, START);
    assertThat(bucket.left(START)).isEqualTo(200);
  }

  @Test
  void isEmptyWhileAzureAsksToBeLeftAloneAndRightAfterwards() {
    bucket.close(after(30), START);
    assertThat(bucket.left(after(29))).isZero();
    assertThat(bucket.until(1, after(20))).isEqualTo(Duration.ofMillis(10_100));
    assertThat(bucket.left(after(30))).isZero();
    assertThat(bucket.left(after(31))).isEqualTo(10);
  }
}
