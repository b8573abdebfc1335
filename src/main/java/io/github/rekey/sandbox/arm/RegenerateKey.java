package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Faults;
import io.github.rekey.sandbox.world.Faults.Kind;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Slot;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * regenerateKey: answers 202 with the new key at once, lists it at once, and lets it take effect
 * when the operation ends (that moment is an assumption).
 */
final class RegenerateKey {
  private final Azure azure;
  private final Operations operations;
  private final Supplier<URI> base;
  private final Duration lroDuration;
  private final Duration propagation;

  RegenerateKey(
      Azure azure,
      Operations operations,
      Supplier<URI> base,
      Duration lroDuration,
      Duration propagation) {
    this.azure = azure;
    this.operations = operations;
    this.base = base;
    this.lroDuration = lroDuration;
    this.propagation = propagation;
  }

  void addTo(ArmRoutes routes) {
    String right = SignalRRoutes.RIGHTS + "regeneratekey/action";
    String template = SignalRRoutes.ONE + "/regenerateKey";
    routes.work("POST", "regenerateKey", right, template, this::regenerate);
  }

  private Outcome regenerate(Call call) {
    SignalRResource resource = SignalRRoutes.find(azure, call);
    Optional<Slot> slot = slot(call);
    requireKeys(resource);
    Begun begun = begin(resource, slot);
    Operation operation = begun.operation();
    Duration until = Duration.between(operation.started(), operation.ends());
    if (begun.answersBroken()) {
      String sorry = "The server encountered an internal error. Please retry the request.";
      return Outcome.later(Answer.error(500, "InternalServerError", sorry), until);
    }
    Answer answer =
        Answer.of(202, SignalRDocument.keys(resource))
            .with(operations.headers(operation, base.get()));
    return Outcome.later(answer, until);
  }

  private record Begun(Operation operation, boolean answersBroken) {}

  /**
   * One at a time: of two at once, one gets the operation and the other the conflict. A call takes
   * one fault of effect or answer, so that an answer is lost after the effect, not beside it.
   */
  private synchronized Begun begin(SignalRResource resource, Optional<Slot> slot) {
    SignalRRoutes.requireIdle(operations, resource);
    Faults faults = azure.faults();
    Duration lasts =
        faults.take(Kind.REGENERATE_HANGS).map(RegenerateKey::seconds).orElse(lroDuration);
    Duration spreads =
        faults.take(Kind.SLOW_PROPAGATION).map(RegenerateKey::seconds).orElse(propagation);
    boolean broken = faults.take(Kind.REGENERATE_500_AFTER_EFFECT).isPresent();
    boolean changes = broken || faults.take(Kind.REGENERATE_WITHOUT_CHANGE).isEmpty();
    if (slot.isPresent() && changes) {
      resource.replace(slot.get(), lasts.plus(spreads));
    }
    return new Begun(
        operations.begin(resource.id(), lasts, () -> Answer.ok(SignalRDocument.keys(resource))),
        broken);
  }

  /** In any letter case; empty for Salt, which is no access key. */
  private static Optional<Slot> slot(Call call) {
    String type = call.json().path("keyType").asText("");
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "primary" -> Optional.of(Slot.PRIMARY);
      case "secondary" -> Optional.of(Slot.SECONDARY);
      case "salt" -> Optional.empty();
      default -> throw new Refused(400, "BadRequest", "The key type '" + type + "' is not known.");
    };
  }

  /** What Azure answers without local authentication is not documented (assumption). */
  private static void requireKeys(SignalRResource resource) {
    if (resource.localAuthDisabled()) {
      throw new Refused(400, "BadRequest", "Local authentication is disabled: there are no keys.");
    }
  }

  private static Duration seconds(String argument) {
    return Duration.ofSeconds(argument.isBlank() ? 30 : Long.parseLong(argument.trim()));
  }
}
