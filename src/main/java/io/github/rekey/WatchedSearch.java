package io.github.rekey;

import io.github.rekey.rotation.HolderSearch;
import io.github.rekey.rotation.ResourceId;
import java.net.URI;

/** A search that tells when it begins and when it has ended, well or not. */
record WatchedSearch(HolderSearch search, ResourceId resource, Scan.Watcher watcher)
    implements HolderSearch {
  @Override
  public String name() {
    return search.name();
  }

  @Override
  public Found search(URI endpoint) {
    watcher.began(resource, name());
    try {
      return search.search(endpoint);
    } finally {
      watcher.ended(resource, name());
    }
  }
}
