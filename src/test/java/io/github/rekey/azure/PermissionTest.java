package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionTest {
  @ParameterizedTest
  @CsvSource({
    "*, '', Microsoft.SignalRService/SignalR/read, true",
    "*/read, '', Microsoft.SignalRService/SignalR/read, true",
    "*/read, '', Microsoft.SignalRService/SignalR/listkeys/action, false",
    "Microsoft.SignalRService/signalR/*, '', Microsoft.SignalRService/SignalR/listKeys/action, true",
    "Microsoft.SignalRService/*/read, '', Microsoft.SignalRService/SignalR/read, true",
    "Microsoft.Web/sites/config/*, '', Microsoft.Web/sites/restart/action, false",
    "*, Microsoft.SignalRService/*, Microsoft.SignalRService/SignalR/read, false",
    "*, Microsoft.Authorization/*/Write, Microsoft.SignalRService/SignalR/read, true",
    "Microsoft.SignalRService/SignalR/readX, '', Microsoft.SignalRService/SignalR/read, false",
    "Microsoft-SignalRService/SignalR/read, '', Microsoft.SignalRService/SignalR/read, false"
  })
  void givesWhatItsActionsNameAndItsNotActionsDoNot(
      String action, String notAction, String needed, boolean given) {
    Permission permission =
        new Permission(List.of(action), List.of(notAction), List.of(), List.of());
    assertThat(permission.gives(Right.control(needed, "test"))).isEqualTo(given);
    assertThat(permission.gives(Right.data(needed, "test"))).isFalse();
    Permission data = new Permission(List.of(), List.of(), List.of(action), List.of(notAction));
    assertThat(data.gives(Right.data(needed, "test"))).isEqualTo(given);
  }
}
