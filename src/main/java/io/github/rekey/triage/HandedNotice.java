package io.github.rekey.triage;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice that a person or a mailbox hands over, with what whoever hands it over adds.
 *
 * @param content the text, or the whole e-mail as it was received (RFC 5322)
 * @param resource the resource that it is about, where the hander says so
 * @param slot the key that it names, where the hander says so
 * @param deadline by when, where the hander says so
 */
public record HandedNotice(
    byte[] content,
    Format format,
    @Nullable ResourceId resource,
    @Nullable KeySlot slot,
    @Nullable Instant deadline) {

  /** What the content is. */
  public enum Format {
    TEXT,
    EML
  }

  /** Its content is nothing that can be read as a notice; the message says what to do instead. */
  public static final class Unreadable extends RuntimeException {
    public Unreadable(String message) {
      super(message);
    }
  }
}
