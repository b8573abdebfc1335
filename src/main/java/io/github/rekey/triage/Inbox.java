package io.github.rekey.triage;

import java.util.List;

/** The durable inbox: what it has answered for is on disk. */
public interface Inbox {
  /** What became of one element. */
  enum Receipt {
    STORED,
    DUPLICATE
  }

  /**
   * Stores readings in one transaction, told apart by source and event id, and answers in the same
   * order once they are durable. Throws if they are not; the caller must then not acknowledge.
   */
  List<Receipt> store(List<Reading> readings);
}
