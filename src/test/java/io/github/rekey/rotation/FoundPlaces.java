package io.github.rekey.rotation;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A search with a fixed answer, or none. */
final class FoundPlaces implements HolderSearch {
  private final String name;
  private final List<Holder> holders = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private CallFailed failure;

  FoundPlaces(String name) {
    this.name = name;
  }

  FoundPlaces holds(String place, Holding holding) {
    holders.add(new Holder(place, holding, "- kind: " + place));
    return this;
  }

  FoundPlaces cannotRead(String what) {
    unread.add(what);
    return this;
  }

  FoundPlaces fails(String message) {
    failure = new CallFailed(CallFailed.Kind.NO_RIGHT, message, false, null, null);
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Found search(URI endpoint) {
    if (failure != null) {
      throw failure;
    }
    return new Found(holders, unread);
  }
}
