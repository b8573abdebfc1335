package io.github.rekey.rotation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of a resource's targets could go over to Entra ID, so that no key of theirs has ever to be
 * replaced again, and which have; as of the end of a rotation, in whose journal it is noted.
 *
 * @param couldUseEntra names of those that hold an access key, by reference or themselves
 * @param identityBased names of those that hold an identity-based connection string
 */
public record ExitRamp(List<String> couldUseEntra, List<String> identityBased) {
  private static final String NOTE = "exit-ramp.";
  private static final String KEY = "key";
  private static final String IDENTITY = "identity";

  /** The notes that tell it of these places; nothing of one that could not be read. */
  static Map<String, String> notes(Places places) {
    Map<String, String> notes = new LinkedHashMap<>();
    for (Places.Place place : places.all()) {
      Holding holding = places.keeper(place).map(Places.Place::holding).orElse(null);
      if (holding instanceof Holding.Key) {
        notes.put(NOTE + place.name(), KEY);
      } else if (holding instanceof Holding.IdentityBased) {
        notes.put(NOTE + place.name(), IDENTITY);
      }
    }
    return notes;
  }

  /** What a rotation's journal notes; empty before its end. */
  public static Optional<ExitRamp> noted(List<JournalEntry> entries) {
    for (JournalEntry entry : entries) {
      if (entry instanceof JournalEntry.Ended ended
          && ended.outcome() instanceof StepOutcome.Done done
          && done.notes().keySet().stream().anyMatch(note -> note.startsWith(NOTE))) {
        return Optional.of(new ExitRamp(places(done.notes(), KEY), places(done.notes(), IDENTITY)));
      }
    }
    return Optional.empty();
  }

  private static List<String> places(Map<String, String> notes, String what) {
    return notes.entrySet().stream()
        .filter(note -> note.getKey().startsWith(NOTE) && note.getValue().equals(what))
        .map(note -> note.getKey().substring(NOTE.length()))
        .sorted()
        .toList();
  }
}
