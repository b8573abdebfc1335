package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.rekey.rotation.CallFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArmPermissionsIT {
  private static final String SCOPE =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.SignalRService/signalR/chat";
  private final FakeAzure azure =
      new FakeAzure(
          routes ->
              routes.get(
                  SCOPE + "/providers/Microsoft.Authorization/permissions",
                  x ->
                      x.contentType("application/json")
                          .result(
                              """
                              {"value":[
                                {"actions":["*/read"],"notActions":[],"dataActions":[]},
                                {"actions":["Microsoft.SignalRService/SignalR/listkeys/action"],
                                 "notActions":[]}]}
                              """)));
  private final ArmPermissions permissions =
      new ArmPermissions(azure.clients(), azure.guarded(Dependency.ARM));

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void namesTheRightsThatNoAssignmentGives() {
    assertThat(permissions.missing(SCOPE, ArmSignalRKeys.RIGHTS))
        .extracting(Right::action)
        .containsExactly("Microsoft.SignalRService/SignalR/regeneratekey/action");
  }

  @Test
  void doesNotTakeAnUnreadableScopeForFullRights() {
    CallFailed failure =
        catchThrowableOfType(
            CallFailed.class, () -> permissions.missing("/elsewhere", ArmSignalRKeys.RIGHTS));
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.GONE);
  }
}
