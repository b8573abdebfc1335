package io.github.rekey.cli;

import io.github.rekey.ScannedResource;
import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.Sighting;
import java.util.Comparator;
import java.util.List;

/** A scan as tables for people, one a resource: those whom nobody listed come first. */
final class ScanTable {
  private final ScanResult result;
  private final Screen screen;
  private final StringBuilder text = new StringBuilder();

  ScanTable(ScanResult result, Screen screen) {
    this.result = result;
    this.screen = screen;
  }

  String text() {
    result.resources().forEach(this::resource);
    line("");
    line(summary());
    return text.toString();
  }

  private void resource(ScannedResource scanned) {
    line((text.isEmpty() ? "" : System.lineSeparator()) + screen.bold(scanned.id().name()));
    if (!scanned.trouble().isEmpty()) {
      line("  " + screen.red("not scanned: ") + scanned.trouble());
      return;
    }
    List<Sighting> seen = scanned.report().sightings();
    int width = seen.stream().mapToInt(each -> each.use().words().length()).max().orElse(0);
    String format = "%-7s  %-" + width + "s  %-16s  %s";
    if (!seen.isEmpty()) {
      line("  " + screen.dim(format.formatted("", "holds", "fingerprint", "place")));
    }
    seen.stream()
        .sorted(Comparator.comparing(each -> !each.stranger()))
        .forEach(each -> row(each, format));
    line("  " + searched(scanned));
    scanned.report().unread().forEach(each -> line("  " + screen.yellow("not read: ") + each));
  }

  private void row(Sighting seen, String format) {
    Fingerprint fingerprint = seen.fingerprint();
    String words =
        format.formatted(
            known(seen),
            seen.use().words(),
            fingerprint == null ? "" : fingerprint.value(),
            seen.place());
    line("  " + (seen.stranger() ? screen.red(words) : words));
    if (seen.source() != null) {
      line(screen.dim("           by reference to " + seen.source()));
    }
  }

  /** Who needs no key may stay unlisted. */
  private static String known(Sighting seen) {
    if (seen.known()) {
      return "known";
    }
    return seen.stranger() ? "UNKNOWN" : "unknown";
  }

  private String searched(ScannedResource scanned) {
    List<String> searched = scanned.report().searched();
    return searched.isEmpty()
        ? screen.yellow("nothing was searched") + ": only the targets above were read"
        : screen.dim("searched: " + String.join(", ", searched));
  }

  private String summary() {
    int strangers = result.strangers();
    if (strangers > 0) {
      return screen.red(
          strangers == 1
              ? "1 place needs a key and is not listed"
              : strangers + " places need a key and are not listed");
    }
    if (result.complete()) {
      return screen.green("everybody who was found is known");
    }
    return screen.yellow(
        result.searched()
            ? "everybody who was found is known, but not everything could be read"
            : "nothing was searched: name under scan in rekey.yaml what to look through");
  }

  private void line(String words) {
    text.append(words.stripTrailing()).append(System.lineSeparator());
  }
}
