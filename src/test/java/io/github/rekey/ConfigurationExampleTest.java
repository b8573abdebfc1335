package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.Timing;
import io.github.rekey.triage.Policy;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The annotated file of docs/configuration.md is one that Rekey takes, and is complete. */
class ConfigurationExampleTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\\n(.*?)```");
  private static final Pattern KEY = Pattern.compile("(?m)^[\\s#-]*([A-Za-z]+):(?:\\s|$)");

  @TempDir Path folder;

  private static String example() throws Exception {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/configuration.md")));
    assertThat(block.find()).as("a yaml block").isTrue();
    return block.group(1);
  }

  private Configuration read(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("rekey.yaml"), yaml);
    return new ConfigurationFile(
            Map.of(
                "REKEY_TOKEN", "t",
                "REKEY_DATABASE_PASSWORD", "p",
                "REKEY_CLIENT_SECRET", "c",
                "REKEY_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        .read(file);
  }

  @Test
  void itIsRead() throws Exception {
    Configuration configuration = read(example());

    assertThat(configuration.resources()).hasSize(1);
    assertThat(configuration.resources().get(0).targets()).hasSize(8);
    assertThat(configuration.discover()).isNotNull();
  }

  @Test
  void everyKeyIsInIt() throws Exception {
    Set<String> shown = new TreeSet<>();
    KEY.matcher(example()).results().forEach(key -> shown.add(key.group(1)));

    assertThat(shown).containsAll(keys(Configuration.class));
  }

  @Test
  void whatItCallsADefaultIsOne() throws Exception {
    Configuration shown = read(example());
    Configuration bare = read("resources: []");

    assertThat(shown.policy().toPolicy())
        .isEqualTo(bare.policy().toPolicy())
        .isEqualTo(Policy.standard());
    assertThat(shown.timing().toTiming())
        .isEqualTo(bare.timing().toTiming())
        .isEqualTo(Timing.standard());
    assertThat(shown.approvals()).isEqualTo(bare.approvals());
    assertThat(shown.server().host()).isEqualTo(bare.server().host());
    assertThat(shown.server().port()).isEqualTo(bare.server().port());
    assertThat(shown.store().url()).isEqualTo(bare.store().url());
    assertThat(shown.store().fingerprintSecret()).isEqualTo(bare.store().fingerprintSecret());
    assertThat(shown.azure())
        .usingRecursiveComparison()
        .ignoringFields("tenantId", "clientId")
        .isEqualTo(bare.azure());
  }

  @Test
  void theDefaultsOfAResourceAreThoseThatItNames() throws Exception {
    String yaml = example();
    String without =
        yaml.replaceAll(
            "(?m)^ +(clientsBack|serverConnections|serverReconnect|name: kv|name: keys|name: HUP|grace|validityDays|setting|wave|canary|concurrency)[: ].*$",
            "");
    assertThat(without).hasSizeLessThan(yaml.length());

    assertThat(read(without).resources()).isEqualTo(read(yaml).resources());
    assertThat(read(without).intake()).isEqualTo(read(yaml).intake());
  }

  /** Names of all components of a record and of the records in it. */
  private static Set<String> keys(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      names.add(component.getName());
      Class<?> inner = element(component.getGenericType());
      if (inner.isRecord() && inner.getPackage() == Configuration.class.getPackage()) {
        names.addAll(keys(inner));
      }
    }
    return names;
  }

  private static Class<?> element(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return element(arguments[arguments.length - 1]);
    }
    return (Class<?>) type;
  }
}
