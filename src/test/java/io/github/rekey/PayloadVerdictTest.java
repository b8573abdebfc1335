package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.rekey.intake.Samples;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.OwnIdentity;
import io.github.rekey.triage.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every sample payload from the wire to the regenerated key: read, routed, judged and rotated by
 * the product's own code on the toy Azure, against the table of {@code payload-verdicts.txt}.
 */
class PayloadVerdictTest {
  private static final Path TABLE = Path.of("src/test/resources/payload-verdicts.txt");
  private static final String NOTHING = "-";
  private static final String NO_REGENERATION = "-|.* 0";
  private static final OwnIdentity REKEY = new OwnIdentity("rekey", null);

  /** Who regenerated the key in the samples. */
  private static final OwnIdentity CALLER =
      new OwnIdentity("bbbb2222-0000-0000-0000-000000000002", null);

  /** One line of the table. */
  private record Row(String payload, String readings, String healthy, String replaced) {
    static Row of(String line) {
      String[] cells = line.split("\\|");
      return new Row(cells[0].trim(), cells[1].trim(), cells[2].trim(), cells[3].trim());
    }

    boolean regenerates() {
      return !healthy.matches(NO_REGENERATION) || !replaced.matches(NO_REGENERATION);
    }

    boolean reportsARegeneration() {
      return readings.contains("KeyRegenerated");
    }
  }

  @TestFactory
  Stream<DynamicTest> everyPayloadLeadsToTheVerdictOfTheTable() throws IOException {
    return table().stream().map(row -> dynamicTest(row.payload(), () -> asTheTableSays(row)));
  }

  private static void asTheTableSays(Row row) {
    String text = aboutTheToy(row);
    ToyRekey healthy = new ToyRekey(REKEY, Samples.NOW);
    ToyRekey replaced = withReplacedKey(REKEY);
    Row seen = new Row(row.payload(), kinds(text), outcome(healthy, text), outcome(replaced, text));
    assertThat(seen).isEqualTo(row);
  }

  @TestFactory
  Stream<DynamicTest> aPayloadAboutOtherPeoplesResourcesCausesNothing() throws IOException {
    return table().stream()
        .map(
            row ->
                dynamicTest(
                    row.payload(), () -> causesNothing(REKEY, Samples.text(row.payload()))));
  }

  @TestFactory
  Stream<DynamicTest> aRegenerationOfRekeysOwnCausesNothing() throws IOException {
    return table().stream()
        .filter(Row::reportsARegeneration)
        .map(row -> dynamicTest(row.payload(), () -> causesNothing(CALLER, aboutTheToy(row))));
  }

  private static String aboutTheToy(Row row) {
    return ToyPayloads.aboutTheToy(Samples.text(row.payload()));
  }

  private static void causesNothing(OwnIdentity self, String text) {
    assertThat(outcome(new ToyRekey(self, Samples.NOW), text)).isEqualTo(NOTHING);
    assertThat(outcome(withReplacedKey(self), text)).isEqualTo(NOTHING);
  }

  @Test
  void noPayloadIsMissingFromTheTable() throws IOException {
    assertThat(table().stream().map(Row::payload)).containsExactlyElementsOf(Samples.names());
  }

  @Test
  void onlyANoticeOrAnExpiringSecretEverRegenerates() throws IOException {
    assertThat(table())
        .filteredOn(Row::regenerates)
        .hasSize(8)
        .allMatch(row -> row.readings().matches("(MandatoryNotice|SecretExpiring).*"));
  }

  private static ToyRekey withReplacedKey(OwnIdentity self) {
    ToyRekey rekey = new ToyRekey(self, Samples.NOW);
    rekey.azure.replace(KeySlot.PRIMARY);
    return rekey;
  }

  private static String outcome(ToyRekey rekey, String text) {
    ToyPayloads.alerts(text).forEach(rekey::hear);
    rekey.workToIdle();
    boolean untouched =
        rekey.reasons().isEmpty()
            && rekey.incidents.recent(1).isEmpty()
            && rekey.incidents.all().isEmpty()
            && rekey.azure.history.isEmpty();
    return untouched
        ? NOTHING
        : String.join(", ", rekey.reasons()) + " " + rekey.azure.regenerated.size();
  }

  private static String kinds(String text) {
    return ToyPayloads.readings(text).stream()
        .map(PayloadVerdictTest::kind)
        .collect(Collectors.joining(", "));
  }

  private static String kind(Reading reading) {
    if (reading instanceof Reading.Ignored ignored) {
      return ignored.reason().name();
    }
    return reading instanceof Reading.Understood understood
        ? kind(understood.alert())
        : "Unreadable";
  }

  private static String kind(Alert alert) {
    String detail = "";
    if (alert instanceof Alert.HealthAdvisory advisory && advisory.mentionsKeys()) {
      detail = " about keys";
    } else if (alert instanceof Alert.MandatoryNotice notice && notice.slot() != null) {
      detail = " " + notice.slot();
    }
    return alert.getClass().getSimpleName() + detail;
  }

  private static List<Row> table() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Row::of)
        .toList();
  }
}
