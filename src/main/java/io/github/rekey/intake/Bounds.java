package io.github.rekey.intake;

/**
 * How much of one inbound body is read.
 *
 * @param maxBytes larger bodies are not parsed; Event Grid sends at most 1 MB an event and 1,024 KB
 *     a batch (Event Grid delivery documentation)
 * @param maxDepth nesting of one element; deeper elements go to quarantine
 * @param maxElements elements of one body; Event Grid batches hold at most 5,000 events
 * @param maxKept characters of an unreadable body that are kept
 */
public record Bounds(int maxBytes, int maxDepth, int maxElements, int maxKept) {
  /** What Azure's own limits call for. */
  public static final Bounds DEFAULT = new Bounds(1 << 20, 64, 5000, 8192);

  public Bounds {
    if (maxBytes < 1 || maxDepth < 1 || maxElements < 1 || maxKept < 1) {
      throw new IllegalArgumentException("bounds must be positive");
    }
  }
}
