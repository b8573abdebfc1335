package io.github.rekey.console;

import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Alert.OperatorReport;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what an operator wrote into the domain's words, or says what to write instead. */
final class Asked {
  private static final int LONGEST_NAME = 100;
  private static final String NAMELESS = "holder of the API token";
  private final Fleet fleet;

  Asked(Fleet fleet) {
    this.fleet = fleet;
  }

  /** A watched resource, by its ARM id or, where only one has it, its name. */
  ResourceId resource(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw Refusal.wrongValue(
          "The field resource is missing.", "Send a resource's ARM id or its name.");
    }
    String wanted = text.trim().toLowerCase(Locale.ROOT);
    List<ResourceId> found =
        fleet.all().stream()
            .map(ManagedResource::id)
            .filter(id -> id.value().equals(wanted) || id.name().equals(wanted))
            .toList();
    if (found.size() > 1) {
      throw Refusal.wrongValue(
          found.size() + " watched resources are named " + text + ".", "Send the full ARM id.");
    }
    return found.stream().findFirst().orElseThrow(() -> unknown(text));
  }

  static OperatorReport.Kind kind(@Nullable String text) {
    return switch (text == null ? "rotate" : text) {
      case "rotate" -> OperatorReport.Kind.ROTATE;
      case "leaked" -> OperatorReport.Kind.KEYS_LEAKED;
      case "notice" -> OperatorReport.Kind.NOTICE_RECEIVED;
      default ->
          throw Refusal.wrongValue(
              "The field kind is none that Rekey knows.", "Send rotate, leaked or notice.");
    };
  }

  static @Nullable KeySlot slot(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "primary" -> KeySlot.PRIMARY;
      case "secondary" -> KeySlot.SECONDARY;
      default ->
          throw Refusal.wrongValue(
              "The field slot is none that Rekey knows.",
              "Send primary or secondary, or leave it out.");
    };
  }

  static String by(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return NAMELESS;
    }
    if (text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.wrongValue(
          "The field by is longer than " + LONGEST_NAME + " characters or not plain text.",
          "Send a short name, or leave it out.");
    }
    return text.trim();
  }

  private static Refusal unknown(String text) {
    return Refusal.notFound(
        "Rekey does not watch a resource " + text + ".",
        "Look at /api/v1/resources; add it to rekey.yaml if it is missing.");
  }
}
