package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.security.keyvault.secrets.SecretClient;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.identity.Tenant;
import io.javalin.http.Context;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the SDK makes of a token endpoint that gives no token. */
class TokenFailureIT {
  private static final String WRONG = "a-secret-of-somebody-else";
  private static final String NO_TOKEN = "no token for Rekey's identity (MsalServiceException); ";

  @Test
  void aWrongSecretIsToldAsOneByArm() {
    try (RunningPlane running = new RunningPlane()) {
      ArmSignalRKeys keys = new ArmSignalRKeys(clients(running), guards().of(Dependency.ARM));
      ResourceId chat = new ResourceId(running.chat().id());
      assertRefusedIdentity(failure(() -> keys.list(chat)));
    }
  }

  @Test
  void aWrongSecretIsToldAsOneByKeyVault() {
    try (RunningPlane running = new RunningPlane()) {
      SecretClient vault = clients(running).secrets(running.plane().vaultUrl("kv"));
      Guarded guarded = guards().of(Dependency.KEY_VAULT);
      Call read = Call.read("read", "secret signalr", "the right to read it");
      assertRefusedIdentity(
          failure(() -> guarded.read(read, () -> vault.getSecret("signalr").getValue())));
    }
  }

  @ParameterizedTest
  @CsvSource({"429, THROTTLED", "503, UNAVAILABLE"})
  void aTokenEndpointThatIsInTroubleIsNotToldAsAWrongIdentity(int status, Kind kind) {
    try (FakeAzure azure = new FakeAzure(routes -> {})) {
      azure.answerRequestsForTokensWith(x -> troubled(x, status));
      ArmSignalRKeys keys = new ArmSignalRKeys(azure.clients(), azure.guarded(Dependency.ARM));
      CallFailed failure = failure(() -> keys.list(Keys.CHAT));
      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure).hasMessageContaining(NO_TOKEN + "it is tried again");
    }
  }

  private static AzureClients clients(RunningPlane running) {
    Tenant tenant = running.plane().options().tenant();
    return new OnSandbox(
            running.certificates(),
            running.plane().armUrl(),
            running.plane().authorityUrl(),
            new Tenant(tenant.id(), tenant.clientId(), WRONG, tenant.objectId()))
        .clients();
  }

  private static Guards guards() {
    return new Guards(GuardSettings.defaults(), new SimpleMeterRegistry());
  }

  private static CallFailed failure(ThrowingCallable call) {
    return catchThrowableOfType(CallFailed.class, call);
  }

  private static void assertRefusedIdentity(CallFailed failure) {
    assertThat(failure.kind()).isEqualTo(Kind.NO_RIGHT);
    assertThat(failure)
        .hasMessageEndingWith(NO_TOKEN + "check the azure identity in rekey.yaml")
        .hasMessageNotContaining(WRONG);
  }

  /** The SDK repeats it by itself, here without a pause. */
  private static void troubled(Context x, int status) {
    x.status(status)
        .header("x-ms-retry-after-ms", "1")
        .contentType("application/json")
        .result("{\"error\":\"temporarily_unavailable\",\"error_description\":\"AADSTS90033\"}");
  }
}
