package io.github.rekey.intake;

import java.util.Locale;

/**
 * Recognises the samples that the portal's "Test action group" sends, so that they never act. As
 * documented by Azure Monitor (alert payload samples): the alert rule is called {@code test-…} and
 * its description is literally "Alert rule description" (or "Alertruledescription"); a Service
 * Health sample is titled "Test Action Group - …" or tracked as {@code TEST-TTT}. Besides, a
 * message may be marked {@code isSynthetic}. A rule of one's own that merely is called {@code
 * test-…} is not a sample and does act.
 */
final class TestMarkers {
  private TestMarkers() {}

  static boolean inRule(String ruleName, String description) {
    return ruleName.toLowerCase(Locale.ROOT).startsWith("test-")
        && description.replace(" ", "").equalsIgnoreCase("alertruledescription");
  }

  static boolean inServiceHealth(Fields message) {
    return message.is("isSynthetic", "true")
        || message.text("title").toLowerCase(Locale.ROOT).startsWith("test action group")
        || message.is("trackingId", "TEST-TTT");
  }
}
