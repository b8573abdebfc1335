package io.github.rekey.intake;

import io.github.rekey.triage.Reading;
import java.util.List;
import java.util.Locale;

/**
 * Microsoft.Resources events of a subscription or resource group: PUT, PATCH, POST and DELETE calls
 * through ARM. Success is told by the event's type: Azure's own samples of failures carry {@code
 * status: Succeeded} in their data (Azure REST API specifications, Microsoft.Resources).
 */
final class ResourceEvents implements GridEvents {
  private static final List<String> SUCCEEDED =
      List.of(
          HandledEvents.ACTION_SUCCEEDED,
          HandledEvents.WRITE_SUCCEEDED,
          HandledEvents.DELETE_SUCCEEDED);

  @Override
  public String prefix() {
    return "Microsoft.Resources.Resource";
  }

  @Override
  public List<Reading> read(GridEvent event) {
    Fields data = event.data();
    String operation = data.text("operationName");
    ManagementOperation done =
        new ManagementOperation(
            event.origin(),
            operation.isEmpty() ? data.in("authorization").text("action") : operation,
            result(event),
            List.of(data.text("resourceUri"), event.subject()),
            CallerClaims.of(data));
    return done.read();
  }

  private static ManagementOperation.Result result(GridEvent event) {
    String lower = event.type().toLowerCase(Locale.ROOT);
    return SUCCEEDED.stream().anyMatch(event::is)
        ? ManagementOperation.Result.SUCCEEDED
        : lower.endsWith("failure") || lower.endsWith("cancel")
            ? ManagementOperation.Result.FAILED_OR_CANCELLED
            : ManagementOperation.Result.UNFINISHED;
  }
}
