package io.github.rekey.infra;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.Configuration;
import io.github.rekey.ConfigurationFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rekey.yaml that goes with the Terraform files fits what they give the container. */
class ShippedConfigurationTest {
  private static final Path FOLDER = Path.of("infra/terraform");
  private static final Pattern VARIABLE = Pattern.compile("(?m)^ +(REKEY_[A-Z_]+) +=");

  private final TerraformText terraform = TerraformText.in(FOLDER);

  /** What app.tf puts into the environment. */
  private static Map<String, String> environment() throws Exception {
    Map<String, String> environment =
        secrets().stream().collect(toMap(name -> name, name -> "value of " + name));
    environment.put("AZURE_CLIENT_ID", "11111111-1111-1111-1111-111111111111");
    return environment;
  }

  private static Set<String> secrets() throws Exception {
    return VARIABLE
        .matcher(Files.readString(FOLDER.resolve("terraform.tfvars.example")))
        .results()
        .map(variable -> variable.group(1))
        .collect(Collectors.toSet());
  }

  private static Configuration shipped() throws Exception {
    return new ConfigurationFile(environment()).read(FOLDER.resolve("rekey.yaml.example"));
  }

  @Test
  void itIsReadWithWhatTheContainerIsGiven() throws Exception {
    Configuration configuration = shipped();

    assertThat(configuration.store().password()).isEqualTo("value of REKEY_DATABASE_PASSWORD");
    assertThat(configuration.server().token()).isEqualTo("value of REKEY_TOKEN");
    assertThat(configuration.azure().clientId()).startsWith("1111");
    assertThat(configuration.resources()).hasSize(1);
  }

  @Test
  void itListensWhereTheIngressSends() throws Exception {
    String app = terraform.resources("azurerm_container_app").get(0);

    assertThat(shipped().server().port()).hasToString(TerraformText.assigned("target_port", app));
    assertThat(shipped().loopbackOnly()).isFalse();
  }

  @Test
  void itReceivesFromTheQueueThatEventsGoTo() throws Exception {
    String queue = terraform.resources("azurerm_servicebus_queue").get(0);

    assertThat(Objects.requireNonNull(shipped().intake().queue()).name())
        .isEqualTo(TerraformText.assigned("name", queue));
  }

  @Test
  void itsFingerprintSecretIsAFileThatIsMounted() throws Exception {
    Path file = shipped().store().fingerprintSecret();
    Set<String> mounted =
        secrets().stream()
            .map(name -> name.replace('_', '-').toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    assertThat(file.getParent()).hasToString("/etc/rekey");
    assertThat(mounted).contains(String.valueOf(file.getFileName()));
    assertThat(terraform.text()).contains("path = \"/etc/rekey\"", "storage_type = \"Secret\"");
  }

  @Test
  void itIsReadFromWhereItIsMounted() {
    assertThat(terraform.text())
        .contains("name  = \"rekey-yaml\"", "\"--config\", \"/etc/rekey/rekey-yaml\"");
  }
}
