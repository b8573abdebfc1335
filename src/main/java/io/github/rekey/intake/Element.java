package io.github.rekey.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** One inbound element with what its readers need to answer for it. */
record Element(Fields fields, Arrival arrival) {
  private static final int LONGEST_ID = 400;

  Element(JsonNode node, Arrival arrival) {
    this(new Fields(node), arrival);
  }

  /** An identity for elements that bring none: the same content has the same one. */
  String contentId() {
    return hash(fields.node().toString());
  }

  /** The sender's names, held to a length that every store takes; an empty id is made up. */
  Origin origin(String source, String eventId, Instant occurredAt) {
    return new Origin(
        shortened(source.isEmpty() ? arrival.door() : source),
        shortened(eventId.isEmpty() ? contentId() : eventId),
        Fields.storable(occurredAt) ? occurredAt : arrival.at());
  }

  static List<Reading> understood(Alert alert) {
    return List.of(new Reading.Understood(alert));
  }

  static List<Reading> ignored(Origin origin, IgnoredBecause reason, String sentence) {
    return List.of(new Reading.Ignored(origin, reason, Redaction.line(sentence)));
  }

  static String hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return "sha256:"
          + HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static String shortened(String name) {
    String clean = Redaction.storable(name);
    return clean.length() <= LONGEST_ID
        ? clean
        : Redaction.cut(clean, LONGEST_ID - 80) + "…" + hash(clean);
  }
}
