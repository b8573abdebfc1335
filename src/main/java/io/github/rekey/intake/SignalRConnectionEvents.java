package io.github.rekey.intake;

import io.github.rekey.triage.Alert;
import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clients coming and going. Azure sends these only for serverless connections, and never for a
 * client that was refused (Azure SignalR Service documentation, Event Grid integration).
 */
final class SignalRConnectionEvents implements GridEvents {
  @Override
  public String prefix() {
    return "Microsoft.SignalRService.";
  }

  @Override
  public List<Reading> read(GridEvent event) {
    Scope scope = scope(event);
    String connection = Redaction.cut(event.data().text("connectionId"), 200);
    if (event.is(HandledEvents.CLIENT_CONNECTED)) {
      return Element.understood(new Alert.ClientsConnected(event.origin(), scope, connection));
    }
    if (event.is(HandledEvents.CLIENT_DISCONNECTED)) {
      return Element.understood(
          new Alert.ClientsDisconnected(event.origin(), scope, connection, error(event)));
    }
    return event.ignored(IgnoredBecause.OTHER_EVENT_TYPE, "an event of type " + event.type());
  }

  private static Scope scope(GridEvent event) {
    return SignalRIds.in(event.source())
        .or(() -> SignalRIds.in(event.subject()))
        .<Scope>map(Scope.Resource::new)
        .orElseGet(() -> new Scope.Foreign(Redaction.line(event.source())));
  }

  private static @Nullable String error(GridEvent event) {
    String message = event.data().text("errorMessage");
    return message.isEmpty() ? null : Redaction.line(message);
  }
}
