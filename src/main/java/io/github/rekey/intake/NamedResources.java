package io.github.rekey.intake;

import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The resources of the fleet that a text is about: named by ARM id or host name, or guessed by
 * their bare name, their subscription, or because there is no other.
 */
record NamedResources(List<ResourceId> ids, List<String> guesses) {
  private static final Pattern ID =
      Pattern.compile(
          "/subscriptions/[^/\\s]{1,80}/resourcegroups/[^/\\s]{1,100}/providers/"
              + "microsoft\\.signalrservice/signalr/[a-z0-9-]{1,80}");

  /** Azure's clouds differ in what follows. */
  private static final Pattern HOST =
      Pattern.compile("\\b([a-z0-9-]{1,80})\\.service\\.signalr\\.(?:net|azure\\.)");

  static NamedResources in(String raw, @Nullable ResourceId said, Fleet fleet) {
    if (said != null) {
      return new NamedResources(List.of(said), List.of());
    }
    String text = raw.toLowerCase(Locale.ROOT);
    Set<String> named = new LinkedHashSet<>();
    ID.matcher(text).results().forEach(found -> named.add(found.group()));
    HOST.matcher(text).results().forEach(found -> named.add(found.group(1)));
    return named.isEmpty() ? guessed(text, fleet) : stated(named, fleet);
  }

  private static NamedResources stated(Set<String> named, Fleet fleet) {
    List<ResourceId> ids =
        those(fleet, id -> named.contains(id.value()) || named.contains(id.name()));
    List<String> strangers = new ArrayList<>(named);
    strangers.removeIf(name -> ids.stream().anyMatch(id -> isNamed(id, name)));
    return new NamedResources(
        ids,
        strangers.stream()
            .map(name -> "it also names %s, which Rekey does not look after".formatted(name))
            .toList());
  }

  private static boolean isNamed(ResourceId id, String name) {
    return id.value().equals(name) || id.name().equals(name);
  }

  private static NamedResources guessed(String text, Fleet fleet) {
    List<ResourceId> byName = those(fleet, id -> holdsWord(text, id.name()));
    if (!byName.isEmpty()) {
      return guess(byName, "the resource is told by its bare name only");
    }
    List<ResourceId> bySubscription = those(fleet, id -> holdsWord(text, id.subscription()));
    if (!bySubscription.isEmpty()) {
      return guess(bySubscription, "only the subscription is named: all its resources are meant");
    }
    List<ResourceId> all = those(fleet, id -> true);
    return all.size() == 1
        ? guess(all, "no resource is named; Rekey looks after no other")
        : new NamedResources(List.of(), List.of());
  }

  private static NamedResources guess(List<ResourceId> ids, String why) {
    return new NamedResources(ids, List.of(why));
  }

  private static List<ResourceId> those(Fleet fleet, Predicate<ResourceId> wanted) {
    return fleet.all().stream().map(ManagedResource::id).filter(wanted).toList();
  }

  private static boolean holdsWord(String text, String word) {
    return Pattern.compile("(?<![a-z0-9-])" + Pattern.quote(word) + "(?![a-z0-9-])")
        .matcher(text)
        .find();
  }
}
