package io.github.rekey.sandbox.signalr;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.github.rekey.TickingClock;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenCheckTest {
  private static final String AUDIENCE = "https://chat.example/client/?hub=chat";
  private final TickingClock clock = new TickingClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Instant soon = clock.instant().plus(Duration.ofHours(1));
  private final SignalRResource resource =
      new SignalRResource("/subscriptions/s/x/chat", "westeurope", Map.of(), clock);
  private final TokenCheck check = new TokenCheck(resource, clock);

  @Test
  void takesATokenSignedWithEitherKey() {
    for (Slot slot : Slot.values()) {
      assertThat(check(Signed.until(soon, resource.listedKey(slot), AUDIENCE)))
          .isEqualTo(Access.GRANTED);
    }
  }

  @Test
  void doesNotTakeAKeyThatWasNeverListed() {
    String stranger = "x".repeat(84);
    assertThat(check(Signed.until(soon, stranger, AUDIENCE))).isEqualTo(Access.WRONG_SIGNATURE);
    assertThat(check(Signed.until(soon, "short", AUDIENCE))).isEqualTo(Access.WRONG_SIGNATURE);
  }

  @Test
  void takesTheOldKeyUntilTheNewOneIsInForce() {
    String old = resource.listedKey(Slot.PRIMARY);
    resource.replace(Slot.PRIMARY, Duration.ofSeconds(30));
    String fresh = resource.listedKey(Slot.PRIMARY);

    clock.tick(Duration.ofSeconds(29));
    assertThat(check(Signed.until(soon, old, AUDIENCE))).isEqualTo(Access.GRANTED);
    assertThat(check(Signed.until(soon, fresh, AUDIENCE))).isEqualTo(Access.WRONG_SIGNATURE);

    clock.tick(Duration.ofSeconds(1));
    assertThat(check(Signed.until(soon, old, AUDIENCE))).isEqualTo(Access.WRONG_SIGNATURE);
    assertThat(check(Signed.until(soon, fresh, AUDIENCE))).isEqualTo(Access.GRANTED);
  }

  @Test
  void doesNotTakeATokenWithoutExpiryOrAfterIt() {
    String key = resource.listedKey(Slot.PRIMARY);
    assertThat(check(Signed.withoutExpiry(key, AUDIENCE))).isEqualTo(Access.NO_EXPIRY);
    assertThat(check(Signed.until(clock.instant(), key, AUDIENCE))).isEqualTo(Access.EXPIRED);
  }

  @Test
  void doesNotTakeATokenForAnotherAudience() {
    String key = resource.listedKey(Slot.PRIMARY);
    String other = AUDIENCE.replace("chat.example", "other.example");
    assertThat(check(Signed.until(soon, key, other))).isEqualTo(Access.WRONG_AUDIENCE);
  }

  @Test
  void comparesAudiencesInAnyLetterCase() {
    String key = resource.listedKey(Slot.PRIMARY);
    String shouted = AUDIENCE.replace("hub=chat", "hub=Chat");
    assertThat(check(Signed.until(soon, key, shouted))).isEqualTo(Access.GRANTED);
  }

  @Test
  void doesNotTakeAnUnsignedTokenOrGarbage() {
    String unsigned =
        new PlainJWT(
                new JWTClaimsSet.Builder()
                    .audience(AUDIENCE)
                    .expirationTime(Date.from(soon))
                    .build())
            .serialize();
    assertThat(check(unsigned)).isEqualTo(Access.MALFORMED);
    assertThat(check("not.a.token")).isEqualTo(Access.MALFORMED);
    assertThat(check.check(null, Set.of(AUDIENCE))).isEqualTo(Access.NO_TOKEN);
  }

  @Test
  void doesNotTakeAnyKeyOnceLocalAuthIsDisabled() {
    String key = resource.listedKey(Slot.PRIMARY);
    resource.localAuthDisabled(true);
    assertThat(check(Signed.until(soon, key, AUDIENCE))).isEqualTo(Access.WRONG_SIGNATURE);
  }

  private Access check(String token) {
    return check.check(token, Set.of(AUDIENCE));
  }
}
