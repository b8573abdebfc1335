package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.Configuration;
import io.github.rekey.ConfigurationFile;
import io.github.rekey.Rekey;
import io.github.rekey.sandbox.Sandbox;
import io.github.rekey.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A resource that carries the tag but is listed nowhere. */
class DiscoveryIT {
  @TempDir Path folder;

  @Test
  void aNoticeAboutADiscoveredResourceAsksAPerson() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withClients(0));
        Service service = Service.start(discovering(sandbox))) {
      Rekey rekey = service.running();
      Stage stage = new Stage(sandbox, service, configuration(sandbox));
      await().until(() -> stage.api().get("/api/v1/resources").toString().contains("chat"));
      stage.control().alertsTo(rekey.url());
      stage.notice(Map.of());
      await().untilAsserted(() -> assertThat(verdict(stage)).isEqualTo("NO_KNOWN_CONSUMER"));
      assertThat(sandbox.calls()).doesNotContainKey("regenerateKey");
    }
  }

  private SandboxConfiguration configuration(Sandbox sandbox) {
    return new SandboxConfiguration(sandbox.describe(folder.resolve("ca.pem")), folder);
  }

  private Configuration discovering(Sandbox sandbox) throws Exception {
    SandboxConfiguration written = configuration(sandbox);
    Path file = written.write(0);
    String yaml = Files.readString(file);
    String subscription = sandbox.resource().id().split("/")[2];
    Files.writeString(
        file,
        yaml.substring(0, yaml.indexOf("resources:"))
            + "discover: {subscription: %s, tags: {rekey: managed}}%n".formatted(subscription));
    return new ConfigurationFile(written.environment()).read(file);
  }

  private static String verdict(Stage stage) {
    for (JsonNode incident : stage.incidents()) {
      return incident.path("verdict").path("reason").asText();
    }
    return "";
  }
}
