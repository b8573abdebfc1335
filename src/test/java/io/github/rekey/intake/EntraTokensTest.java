package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.rekey.TickingClock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntraTokensTest {
  private static final GateSettings.Entra SETTINGS =
      GateSettings.Entra.publicCloud(Issuer.TENANT, Set.of(Issuer.AUDIENCE));

  private final TickingClock clock = new TickingClock(Samples.NOW);
  private final Issuer issuer = new Issuer();
  private final EntraTokens gate = new EntraTokens(SETTINGS, new SigningKeys(issuer, clock), clock);

  @Test
  void tokensOfBothVersionsAreAdmitted() {
    assertAdmitted(Issuer.signed(Issuer.version1()));
    assertAdmitted(Issuer.signed(Issuer.version2()));
  }

  @Test
  void noTokenIsDenied() {
    assertDenied(gate.admit(new Knock(null, "key", "127.0.0.1")), 401);
    assertDenied(gate.admit(new Knock("Basic eDp5", null, "127.0.0.1")), 401);
    assertDenied(admit("garbage"), 401);
  }

  @Test
  void aWrongAudienceIssuerTenantOrVersionPairIsDenied() {
    assertDenied(admit(Issuer.signed(Issuer.version1().audience("api://other"))), 401);
    assertDenied(admit(Issuer.signed(Issuer.version1().issuer("https://evil/"))), 401);
    assertDenied(admit(Issuer.signed(Issuer.version1().claim("tid", "other"))), 401);
    assertDenied(
        admit(Issuer.signed(Issuer.version1().claim("appid", null).claim("azp", "x"))), 401);
  }

  @Test
  void anotherApplicationIsDenied() {
    assertDenied(admit(Issuer.signed(Issuer.version1().claim("appid", "another"))), 403);
  }

  @Test
  void actionGroupsNeedTheirRole() {
    String id = GateSettings.AllowedApplication.ACTION_GROUPS.id();
    JWTClaimsSet.Builder claims = Issuer.version2().claim("azp", id);
    assertDenied(admit(Issuer.signed(claims)), 403);
    assertDenied(admit(Issuer.signed(claims.claim("roles", "notAList"))), 403);
    assertAdmitted(Issuer.signed(claims.claim("roles", List.of("ActionGroupsSecureWebhook"))));
  }

  @Test
  void expiryIsRequiredAndHeldToWithinTheSkew() {
    assertDenied(admit(Issuer.signed(Issuer.version1().expirationTime(null))), 401);
    String token = Issuer.signed(Issuer.version1());
    clock.tick(Duration.ofSeconds(3660));
    assertAdmitted(token);
    clock.tick(Duration.ofSeconds(1));
    assertDenied(admit(token), 401);
  }

  @Test
  void aTokenFromTheFutureIsDenied() {
    Date early = Date.from(clock.instant().plusSeconds(61));
    assertDenied(admit(Issuer.signed(Issuer.version1().notBeforeTime(early))), 401);
  }

  @Test
  void forgedAndWeakTokensAreDenied() throws JOSEException {
    assertDenied(admit(Issuer.forged(Issuer.version1())), 401);
    assertDenied(admit(Issuer.signed(Issuer.version1(), JWSAlgorithm.RS512)), 401);
    assertDenied(admit(new PlainJWT(Issuer.version1().build()).serialize()), 401);
    byte[] publicKey = Issuer.publicKey().toRSAKey().toRSAPublicKey().getEncoded();
    SignedJWT confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
            Issuer.version1().build());
    confused.sign(new MACSigner(publicKey));
    assertDenied(admit(confused.serialize()), 401);
  }

  @Test
  void whileTheIssuerWasNeverReachedNothingIsDenied() {
    issuer.goDown();
    assertThat(admit(Issuer.signed(Issuer.version1()))).isInstanceOf(WebhookGate.CannotTell.class);
  }

  @Test
  void knownKeysStayInUseWhileTheIssuerIsDown() {
    assertAdmitted(Issuer.signed(Issuer.version1()));
    issuer.goDown();
    clock.tick(Duration.ofMinutes(30));
    assertAdmitted(Issuer.signed(Issuer.version1()));
    assertThat(issuer.fetches()).isEqualTo(1);
    JWTClaimsSet.Builder lasting =
        Issuer.version1().expirationTime(Date.from(clock.instant().plusSeconds(200_000)));
    clock.tick(Duration.ofHours(25));
    assertAdmitted(Issuer.signed(lasting));
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void anUnknownKeyIsLookedUpOnceAndThenDenied() {
    assertAdmitted(Issuer.signed(Issuer.version1()));
    clock.tick(Duration.ofSeconds(31));
    assertDenied(admit(Issuer.signedByTheSecondKey(Issuer.version1())), 401);
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void aNewlyPublishedKeyIsFound() {
    assertAdmitted(Issuer.signed(Issuer.version1()));
    issuer.publishSecondKey();
    clock.tick(Duration.ofSeconds(31));
    assertAdmitted(Issuer.signedByTheSecondKey(Issuer.version1()));
  }

  @Test
  void manyUnknownKeysDoNotCauseManyFetchesAndAreNotDenied() {
    assertAdmitted(Issuer.signed(Issuer.version1()));
    for (int i = 0; i < 5; i++) {
      assertThat(admit(Issuer.signedByTheSecondKey(Issuer.version1())))
          .isInstanceOf(WebhookGate.CannotTell.class);
    }
    assertThat(issuer.fetches()).isEqualTo(1);
  }

  @Test
  void anUnknownKeyWhileTheIssuerIsDownIsNotDenied() {
    assertAdmitted(Issuer.signed(Issuer.version1()));
    issuer.goDown();
    clock.tick(Duration.ofSeconds(31));
    String token = Issuer.signedByTheSecondKey(Issuer.version1());
    assertThat(admit(token)).isInstanceOf(WebhookGate.CannotTell.class);
    issuer.publishSecondKey();
    issuer.comeBack();
    clock.tick(Duration.ofSeconds(31));
    assertAdmitted(token);
  }

  @Test
  void aSkewOverAMinuteIsNotTaken() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new GateSettings.Entra(
                    "t",
                    Set.of("a"),
                    SETTINGS.applications(),
                    SETTINGS.keys(),
                    "v1",
                    "v2",
                    Duration.ofSeconds(61)));
  }

  private void assertAdmitted(String token) {
    assertThat(admit(token)).isInstanceOf(WebhookGate.Admitted.class);
  }

  private static void assertDenied(WebhookGate.Admission admission, int status) {
    assertThat(admission)
        .isInstanceOfSatisfying(
            WebhookGate.Denied.class, denied -> assertThat(denied.status()).isEqualTo(status));
  }

  private WebhookGate.Admission admit(@Nullable String token) {
    return gate.admit(new Knock("Bearer " + token, null, "203.0.113.7"));
  }
}
