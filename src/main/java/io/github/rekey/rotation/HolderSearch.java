package io.github.rekey.rotation;

import java.net.URI;
import java.util.List;

/** Looks through one kind of place for whoever holds a resource's connection string. */
public interface HolderSearch {
  /** Kind and extent, fit for a log line: {@code app-service in subscription SUB}. */
  String name();

  /** May throw {@link CallFailed} if nothing at all could be searched. */
  Found search(URI endpoint);

  /**
   * What a search came to.
   *
   * @param holders every place whose value names the endpoint, and every one that takes its value
   *     from another place and may thus hold it
   * @param unread what could not be looked into, each with the reason in words
   */
  record Found(List<Holder> holders, List<String> unread) {}
}
