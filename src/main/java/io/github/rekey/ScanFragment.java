package io.github.rekey;

import io.github.rekey.rotation.Sighting;
import java.util.List;
import java.util.stream.Collectors;

/** What to add to rekey.yaml so that everybody whom a scan found is listed; no secret is in it. */
public final class ScanFragment {
  private static final String TARGET = "      ";

  private ScanFragment() {}

  /** Empty if nobody is missing. */
  public static String of(List<ScannedResource> scanned) {
    String resources =
        scanned.stream()
            .filter(each -> !each.report().strangers().isEmpty())
            .map(ScanFragment::resource)
            .collect(Collectors.joining());
    return resources.isEmpty() ? "" : "resources:\n" + resources;
  }

  private static String resource(ScannedResource scanned) {
    String targets =
        scanned.report().strangers().stream()
            .map(ScanFragment::target)
            .collect(Collectors.joining());
    return "  - id: %s\n    region: %s\n    targets:\n%s"
        .formatted(scanned.id(), scanned.region(), targets);
  }

  private static String target(Sighting stranger) {
    return "%s# %s\n".formatted(TARGET, stranger.place())
        + stranger
            .entry()
            .strip()
            .lines()
            .map(line -> TARGET + line + "\n")
            .collect(Collectors.joining());
  }
}
