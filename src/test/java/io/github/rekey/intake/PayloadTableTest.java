package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.rekey.triage.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every sample payload with its exact readings, held in {@code payloads/expected.txt}: a file's
 * name on a line of its own, then one indented line a reading.
 */
class PayloadTableTest {
  private static final List<String> SCHEMAS =
      List.of("common-array", "common-string", "legacy", "eventhubs-record", "rest");

  private final AlertReader reader = Samples.reader();

  @TestFactory
  Stream<DynamicTest> everySampleIsReadAsTheTableSays() throws IOException {
    return expected().entrySet().stream()
        .map(
            row ->
                dynamicTest(
                    row.getKey(),
                    () -> assertThat(readings(row.getKey())).isEqualTo(row.getValue())));
  }

  @Test
  void noSampleIsMissingFromTheTable() throws IOException {
    assertThat(expected().keySet()).containsExactlyElementsOf(Samples.names());
  }

  @Test
  void theSameMessageInAnotherSchemaIsADuplicate() {
    MemoryInbox inbox = new MemoryInbox();
    for (String schema : SCHEMAS) {
      String file = "synthesised/servicehealth-actionrequired-" + schema + ".json";
      inbox.store(reader.read(Samples.bytes(file), "door"));
    }
    assertThat(inbox.stored()).hasSize(2);
  }

  @Test
  void anUpdateOfTheSameMessageIsNotADuplicate() {
    String first = Samples.text("synthesised/servicehealth-actionrequired-common-array.json");
    String update = first.replace("11000012345678", "11000012345699");
    MemoryInbox inbox = new MemoryInbox();
    inbox.store(reader.read(first.getBytes(), "door"));
    inbox.store(reader.read(update.getBytes(), "door"));
    assertThat(inbox.stored()).hasSize(4);
  }

  private List<String> readings(String file) {
    return reader.read(Samples.bytes(file), "door").stream()
        .map(PayloadTableTest::described)
        .toList();
  }

  private static String described(Reading reading) {
    if (reading instanceof Reading.Unreadable unreadable) {
      return "Unreadable " + unreadable.reason();
    }
    if (reading instanceof Reading.Ignored ignored) {
      return "Ignored %s %s: %s".formatted(ignored.reason(), ignored.origin(), ignored.sentence());
    }
    return ((Reading.Understood) reading).alert().toString();
  }

  private static Map<String, List<String>> expected() throws IOException {
    Map<String, List<String>> table = new TreeMap<>();
    List<String> readings = new ArrayList<>();
    for (String line : Files.readAllLines(Samples.FOLDER.resolve("expected.txt"))) {
      if (line.startsWith("  ")) {
        readings.add(line.trim());
      } else if (!line.isBlank()) {
        readings = new ArrayList<>();
        table.put(line.trim(), readings);
      }
    }
    return table;
  }
}
